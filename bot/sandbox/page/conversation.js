// A conversation: its head, its messages, and the composer or what stands in its place.

import { drawComposer } from "./composer.js";
import { h } from "./dom.js";
import { ENDS } from "./ends.js";
import { icon } from "./icons.js";
import { act, refresh } from "./link.js";
import { drawMessages } from "./messages.js";
import { drawTabs } from "./home.js";
import { arrived } from "./places.js";
import { change, store } from "./store.js";

const MORE = 60;

/** Draw the open conversation. */
export function drawConversation() {
  const place = store.seen.conversation;
  if (!place) return null;
  return [drawHead(place), drawList(place), h("div", { key: "foot", class: "foot" }, drawFoot(place))];
}

function drawHead(place) {
  if (place.kind === "direct") return h("header", { key: "head", class: "head" }, h("h1", null, place.name), drawTabs("messages"));
  const sign = place.kind === "private" ? "lock" : "hash";
  return h(
    "header",
    { key: "head", class: "head" },
    h("h1", null, icon(sign), place.name),
    h("p", { class: "hint" }, place.kind === "private" ? "Private · " : "", `${place.members} ${place.members === 1 ? "member" : "members"}`),
  );
}

function drawList(place) {
  const earlier = () => {
    change({ most: store.most + MORE });
    refresh();
  };
  return h(
    "div",
    { key: "list", class: "scroll", tabindex: 0, role: "region", "aria-label": `Messages in ${place.name}`, ...ENDS },
    place.earlier > 0
      ? h("button", { key: "earlier", type: "button", class: "button earlier", onclick: earlier }, `Show earlier messages (${place.earlier})`)
      : h("p", { key: "begin", class: "begin hint" }, place.kind === "direct" ? `Only you and ${place.name} can see these messages.` : `This is the beginning of #${place.name}.`),
    h("ol", { key: "messages", class: "messages" }, drawMessages(place.messages, store.newFrom)),
  );
}

function drawFoot(place) {
  if (place.archived) return h("p", { class: "stead" }, "This channel is archived.");
  if (!place.member) {
    const join = async () => {
      await act({ do: "join", channel: place.id });
      await arrived();
    };
    return h("p", { class: "stead" }, `You are looking into #${place.name}.`, h("button", { type: "button", class: "button primary", onclick: join }, "Join channel"));
  }
  const invite = () => act({ do: "invite_bot", channel: place.id });
  return [
    !place.withBot && h("p", { key: "invite", class: "stead slim" }, `${store.seen.bot.name} is not in this channel.`, h("button", { type: "button", class: "button", onclick: invite }, `Invite ${store.seen.bot.name}`)),
    drawComposer(place, null),
  ];
}
