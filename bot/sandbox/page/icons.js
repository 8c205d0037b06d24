// The few signs the page uses, drawn as lines. Each stands beside words or inside a labelled button.

import { h } from "./dom.js";

const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
  home: "M4 11.5 12 5l8 6.5M6 10.5V19h12v-8.5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4Z",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14.5 5.5 8 12l6.5 6.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M4 12 20 4.5 15.5 20 11.5 13.5 4 12ZM11.5 13.5 20 4.5",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  hour: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2",
  day: "M5 6.5h14v13H5zM5 10.5h14M9 4v4M15 4v4",
  week: "M5 6.5h14v13H5zM5 10.5h14M9 4v4M15 4v4M8 15h8",
  next: "M5 6l7 6-7 6zM13 6l6 6-6 6z",
  traffic: "M7 4v15M7 19l-3-3M7 19l3-3M17 20V5M17 5l-3 3M17 5l3 3",
  theme: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
  thread: "M4 5.5h16v10H11l-4 4v-4H4z",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13",
  people: "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3.5 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5M16 5.3a3 3 0 0 1 0 5.4M17 14.3c2 .5 3.5 2.3 3.5 4.7",
};

/** Draw a sign. */
export function icon(name) {
  const width = name === "more" ? 3.2 : 1.8;
  const looks = { class: "icon", viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "aria-hidden": "true" };
  return h("svg", { ...looks, "stroke-width": width, "stroke-linecap": "round", "stroke-linejoin": "round" }, h("path", { d: PATHS[name] }));
}
