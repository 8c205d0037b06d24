// The bar on top: which workspace, who is looking, what time it is, and the page's own switches.

import { drawAvatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { becomes } from "./places.js";
import { change, remember, store } from "./store.js";

const THEMES = { auto: "light", light: "dark", dark: "auto" };

/** Draw the top bar. */
export function drawTopBar() {
  const { seen } = store;
  return h(
    "header",
    { key: "top", class: "top" },
    h("button", { type: "button", class: "button bare only-narrow", "aria-label": "Channels", "aria-expanded": String(store.drawer), onclick: () => change({ drawer: !store.drawer }) }, icon("menu")),
    h("strong", { class: "team" }, seen.team, h("span", { class: "tag" }, "sandbox")),
    drawActingAs(seen),
    h("div", { class: "switches" }, drawTrafficSwitch(seen), drawThemeSwitch()),
  );
}

function drawActingAs(seen) {
  const people = seen.people.map(({ id, name, role }) => h("option", { value: id }, role ? `${name} (${role})` : name));
  return h(
    "label",
    { class: "acting" },
    h("span", { class: "acting-words" }, "Acting as"),
    drawAvatar(seen.viewer, "small"),
    h("select", { value: seen.viewer.id, "aria-label": "Acting as", onchange: (event) => becomes(event.target.value) }, people),
  );
}

function drawTrafficSwitch(seen) {
  const isOpen = store.pane === "traffic" && !store.thread;
  const { broken } = seen.traffic;
  const toggle = () => {
    change({ pane: isOpen ? null : "traffic", thread: null });
    remember();
  };
  const name = broken > 0 ? `Traffic, ${broken} rules broken` : "Traffic";
  const badge = broken > 0 && h("span", { class: "badge bad" }, broken);
  return h("button", { type: "button", class: "button bare", "aria-label": name, "aria-pressed": String(isOpen), onclick: toggle }, icon("traffic"), h("span", { class: "wide-words" }, "Traffic"), badge);
}

function drawThemeSwitch() {
  const turn = () => {
    change({ theme: THEMES[store.theme] });
    remember();
  };
  return h("button", { type: "button", class: "button bare", "aria-label": `Colours: ${store.theme}. Change`, title: `Colours: ${store.theme}`, onclick: turn }, icon("theme"));
}
