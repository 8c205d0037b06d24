// The app's Home tab, as the bot published it for this person.

import { drawBlocks } from "./blocks/draw.js";
import { h } from "./dom.js";
import { goes } from "./places.js";
import { store } from "./store.js";

/** Draw the Home tab. */
export function drawHome() {
  const { home, bot } = store.seen;
  return [
    h("header", { key: "head", class: "head" }, h("h1", null, bot.name), drawTabs("home")),
    h(
      "div",
      { key: "home", class: "scroll home", tabindex: 0, role: "region", "aria-label": `${bot.name} Home` },
      home ? drawBlocks(home.blocks, { on: { home: true }, scope: "home" }) : h("p", { class: "begin hint" }, `${bot.name} has not shown anything here yet.`),
    ),
  ];
}

/** Draw the way between the bot's Home and its direct messages. */
export function drawTabs(here) {
  const direct = store.seen.places.find((place) => place.kind === "direct");
  const tab = (name, label, place) =>
    h("button", { type: "button", class: `tab ${here === name ? "here" : ""}`, "aria-current": here === name ? "page" : null, onclick: () => goes(place) }, label);
  return h("div", { class: "tabs" }, tab("home", "Home", "home"), tab("messages", "Messages", direct.id));
}
