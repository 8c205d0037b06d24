// The composer: Enter sends, Shift+Enter breaks the line, “/”, “@” and “#” suggest.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { act } from "./link.js";
import { change, keep, kept, store } from "./store.js";
import { drawSuggestions, suggestions, usageOf } from "./suggestions.js";

const EMPTY = { line: "", at: 0, isOpen: false, isSending: false };

/** Draw the composer of a conversation, or of a thread in it. */
export function drawComposer(place, thread) {
  const name = `composer ${place.id} ${thread ?? ""}`;
  const state = kept(name, EMPTY);
  const found = state.isOpen ? suggestions(state.line, Boolean(thread)) : [];
  const id = thread ? "reply" : "composer";
  const usage = thread ? null : usageOf(state.line);
  const label = thread ? "Reply" : `Message ${place.kind === "direct" ? place.name : `#${place.name}`}`;
  const composer = { name, state, found, place, thread, id, set: (what) => keep(name, { ...kept(name, EMPTY), ...what }) };
  return h(
    "form",
    { key: name, class: "composer", onsubmit: (event) => sends(event, composer) },
    found.length > 0 && drawSuggestions(found, state.at, id, (choice) => takes(choice, composer)),
    usage && !found.length && h("p", { class: "usage hint", id: `${id}-usage` }, h("code", null, `${usage.line} ${usage.usage}`.trim()), usage.about && ` ${usage.about}`),
    h("div", { class: "composer-row" }, drawInput(composer, label, usage), drawSend(state)),
  );
}

function drawInput(composer, label, usage) {
  const { state, found, id, set } = composer;
  const rows = Math.min(state.line.split("\n").length, 6);
  return h("textarea", {
    id,
    rows,
    "aria-label": label,
    placeholder: label,
    value: state.line,
    "aria-autocomplete": "list",
    "aria-controls": found.length ? `${id}-suggestions` : null,
    "aria-activedescendant": found.length ? `${id}-suggestion-${state.at}` : null,
    "aria-describedby": usage && !found.length ? `${id}-usage` : null,
    oninput: (event) => set({ line: event.target.value, at: 0, isOpen: true }),
    onblur: () => set({ isOpen: false }),
    onkeydown: (event) => keyed(event, composer),
  });
}

function drawSend({ line, isSending }) {
  return h("button", { class: "button send primary", "aria-label": "Send", disabled: !line.trim() || isSending || null }, icon("send"));
}

function keyed(event, composer) {
  const { found, state, set } = composer;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isWhole = found[state.at]?.insert.trim() === state.line.trim();
  if (event.isComposing) return;
  if (found.length && step) {
    event.preventDefault();
    set({ at: (state.at + step + found.length) % found.length });
  } else if (found.length && (event.key === "Tab" || (event.key === "Enter" && !isWhole))) {
    event.preventDefault();
    takes(found[state.at], composer);
  } else if (event.key === "Escape" && state.isOpen) {
    event.stopPropagation();
    set({ isOpen: false });
  } else if (event.key === "Enter" && !event.shiftKey) {
    sends(event, composer);
  }
}

function takes(choice, composer) {
  shows(choice.insert, composer, { at: 0, isOpen: choice.goesOn });
  document.getElementById(composer.id).focus();
}

async function sends(event, composer) {
  event.preventDefault();
  const { state, place, thread, id, name } = composer;
  const line = state.line.trim();
  if (!line || state.isSending) return;
  // The next line can be typed while this one is on its way.
  shows("", composer, { isSending: true, isOpen: false });
  change({ said: null, newFrom: null });
  const isTaken = await act({ do: "type", channel: place.id, line, thread });
  // What was not taken comes back, to be corrected.
  const isBack = !isTaken && !kept(name, EMPTY).line;
  shows(isBack ? line : kept(name, EMPTY).line, composer, { isSending: false });
  if (!store.seen.modals.length) document.getElementById(id)?.focus();
}

function shows(line, { id, set }, more) {
  const input = document.getElementById(id);
  if (input) input.value = line;
  set({ line, ...more });
}
