// Buttons, with their style and their question; those that are links open their address too.

import { presses } from "../acting.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { drawText, words } from "../spans.js";
import { store } from "../store.js";

export function drawButton(element, block, where, _label, { id }) {
  const isBusy = store.busy.has(id);
  const press = () => {
    if (element.url) window.open(element.url, "_blank", "noopener");
    return presses(where, block, element);
  };
  const looks = `button ${element.style ?? ""} ${isBusy ? "busy" : ""}`;
  const name = element.accessibility_label ?? null;
  return h("button", { id, type: "button", class: looks, "aria-label": name, "aria-disabled": isBusy || null, onclick: press }, drawText(element.text));
}

export function drawIconButton(element, block, where, _label, { id }) {
  const isHidden = element.visible_to_user_ids && !element.visible_to_user_ids.includes(store.viewer);
  if (isHidden) return null;
  const name = element.accessibility_label ?? words(element.text);
  return h("button", { id, type: "button", class: "button quiet", "aria-label": name, onclick: () => presses(where, block, element) }, icon(element.icon), drawText(element.text));
}

export function drawFeedback(element, block, where, _label, { id }) {
  return ["positive_button", "negative_button"].map((which, position) => {
    const { text, accessibility_label: label } = element[which];
    const press = () => presses(where, block, element, position);
    return h("button", { id: `${id}-${position}`, type: "button", class: "button quiet", "aria-label": label, onclick: press }, drawText(text));
  });
}
