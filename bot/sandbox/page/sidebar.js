// The sidebar: the app's Home, channels, the direct message with the bot, and channels one may look into.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { goes } from "./places.js";
import { change, store } from "./store.js";

/** Draw the sidebar. */
export function drawSidebar() {
  const { places, bot } = store.seen;
  const channels = places.filter((place) => place.kind !== "direct");
  const direct = places.filter((place) => place.kind === "direct");
  const [mine, others] = [channels.filter((place) => place.member), channels.filter((place) => !place.member)];
  return [
    store.drawer && h("div", { key: "veil", class: "veil", onclick: () => change({ drawer: false }) }),
    h(
      "nav",
      { key: "sidebar", class: "sidebar", "aria-label": "Workspace" },
      drawPart("App", [drawPlace({ id: "home", name: `${bot.name} Home`, unread: 0 }, "home")]),
      drawPart("Channels", mine.map((place) => drawPlace(place, place.kind === "private" ? "lock" : "hash"))),
      drawPart("Direct messages", direct.map((place) => drawPlace(place, "thread"))),
      others.length > 0 && drawPart("More channels", others.map((place) => drawPlace(place, "hash", "dim"))),
    ),
  ];
}

function drawPart(name, places) {
  const id = `part-${name.replaceAll(" ", "-")}`;
  return h("section", { key: name, "aria-labelledby": id }, h("h2", { id }, name), h("ul", null, places));
}

function drawPlace(place, sign, looks = "") {
  const isHere = store.place === place.id;
  const more = [place.unread > 0 && `${place.unread} unread`, place.kind === "private" && "private", place.archived && "archived"];
  const unsaid = more.filter(Boolean).join(", ");
  return h(
    "li",
    { key: place.id },
    h(
      "button",
      {
        type: "button",
        class: `place ${looks} ${isHere ? "here" : ""} ${place.unread ? "unread" : ""}`,
        "aria-current": isHere ? "page" : null,
        "data-place": place.id,
        onclick: () => goes(place.id),
      },
      icon(sign),
      h("span", { class: "name" }, place.name),
      unsaid && h("span", { class: "unseen" }, ` (${unsaid})`),
      place.unread > 0 && h("span", { class: "badge", "aria-hidden": "true" }, place.unread),
    ),
  );
}
