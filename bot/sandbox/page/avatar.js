// A face for everybody: initials on a colour of their own; the bot has a mark.

import { h } from "./dom.js";

const COLOURS = 8;

/** Draw somebody's face; it says nothing a screen reader would not read beside it. */
export function drawAvatar({ id, name, bot }, size = "") {
  if (bot) return h("span", { class: `avatar bot ${size}`, "aria-hidden": "true" }, drawMark());
  const number = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % COLOURS;
  return h("span", { class: `avatar hue-${number} ${size}`, "aria-hidden": "true" }, initials(name));
}

function initials(name) {
  const [first = "", ...rest] = name.split(/\s+/).filter(Boolean);
  return (first.slice(0, 1) + (rest.at(-1) ?? "").slice(0, 1)).toUpperCase();
}

function drawMark() {
  return h(
    "svg",
    { viewBox: "0 0 24 24", width: "62%", height: "62%", fill: "none", stroke: "currentColor", "stroke-width": "2.4", "stroke-linecap": "round" },
    h("path", { d: "M4 5.5h16" }),
    h("path", { d: "M6 19v-6M12 19V9M18 19v-4" }),
  );
}
