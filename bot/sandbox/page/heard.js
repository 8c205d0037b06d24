// What a screen reader says when something arrives: who wrote where, not the whole list again.

import { store } from "./store.js";

const before = { viewer: null, places: new Map(), newest: null, place: null };

/** Say what is new since the last look. */
export function hears(seen) {
  const said = [newHere(seen), ...newElsewhere(seen)].filter(Boolean);
  before.viewer = store.viewer;
  before.place = store.place;
  before.newest = seen.conversation ? (seen.conversation.messages.at(-1)?.ts ?? "") : null;
  before.places = new Map((seen.places ?? []).map(({ id, unread }) => [id, unread]));
  if (said.length) document.getElementById("heard").textContent = said.join(" ");
}

function newHere(seen) {
  const newest = seen.conversation?.messages.at(-1);
  const isSame = before.viewer === store.viewer && before.place === store.place;
  if (!isSame || !newest || before.newest === null || newest.ts <= before.newest || newest.mine) return null;
  return `${newest.author.name}: ${newest.text.map((span) => span.text).join("").slice(0, 240)}`;
}

function newElsewhere(seen) {
  if (before.viewer !== store.viewer) return [];
  const grown = (seen.places ?? []).filter(({ id, unread }) => id !== store.place && unread > (before.places.get(id) ?? 0));
  return grown.map(({ name }) => `New message in ${name}.`);
}
