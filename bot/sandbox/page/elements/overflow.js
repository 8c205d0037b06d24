// The menu behind three dots.

import { presses } from "../acting.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { drawText } from "../spans.js";
import { keep, kept } from "../store.js";

export function drawOverflow(element, block, where, label, { id }) {
  const name = `menu ${id}`;
  const isOpen = kept(name, false);
  const close = () => keep(name, false);
  return h(
    "div",
    { class: "menu", onfocusout: (event) => !event.currentTarget.contains(event.relatedTarget) && isOpen && close() },
    h(
      "button",
      {
        id,
        type: "button",
        class: "button quiet dots",
        "aria-label": label ? `More about ${label}` : "More",
        "aria-haspopup": "menu",
        "aria-expanded": String(isOpen),
        onclick: () => keep(name, !isOpen),
      },
      icon("more"),
    ),
    isOpen && drawItems(element, block, where, id, close),
  );
}

function drawItems(element, block, where, id, close) {
  const items = element.options.map((option, position) => {
    const choose = () => {
      close();
      document.getElementById(id)?.focus();
      if (option.url) window.open(option.url, "_blank", "noopener");
      presses(where, block, element, position);
    };
    const about = option.description && h("span", { class: "hint" }, drawText(option.description));
    return h("button", { type: "button", role: "menuitem", tabindex: -1, onclick: choose }, h("span", null, drawText(option.text)), about);
  });
  return h("div", { class: "menu-items", role: "menu", "aria-labelledby": id, created: (el) => el.firstChild.focus(), onkeydown: (event) => keyed(event, id, close) }, items);
}

function keyed(event, id, close) {
  const items = [...event.currentTarget.children];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
    document.getElementById(id)?.focus();
  }
}
