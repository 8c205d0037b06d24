// What has to be said about the page itself: a lost connection, a bot that does not answer, a refusal.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { change, store } from "./store.js";

/** Draw the notices, most serious first. */
export function drawNotices() {
  const banner = !store.connected
    ? "The sandbox does not answer. The page goes on by itself as soon as it does."
    : !store.seen.bot.answers
      ? `${store.seen.bot.name} does not answer at the moment: it is being restarted, or has not started yet. You can go on as soon as it is back.`
      : null;
  return h(
    "div",
    { key: "notices", class: "notices" },
    h("div", { role: "status" }, banner && h("p", { class: "banner" }, h("span", { class: "pulse", "aria-hidden": "true" }), banner)),
    h(
      "div",
      { role: "alert" },
      store.said &&
        h(
          "p",
          { class: "said" },
          h("span", null, store.said),
          h("button", { type: "button", class: "button quiet", "aria-label": "Dismiss", onclick: () => change({ said: null }) }, icon("close")),
        ),
    ),
  );
}
