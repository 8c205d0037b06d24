// The small dialogue before an act that asks for one.

import { h } from "./dom.js";
import { drawText, words } from "./spans.js";
import { change } from "./store.js";

let open = null; // { confirm, answer }

/** Ask, and return whether the answer was yes. */
export function asks(confirm) {
  return new Promise((resolve) => {
    const opener = document.activeElement;
    open = {
      confirm,
      answer: (yes) => {
        open = null;
        change();
        // After the redraw that takes the question away: until then everything else is out of reach.
        queueMicrotask(() => {
          opener?.focus?.();
          resolve(yes);
        });
      },
    };
    change();
  });
}

/** Draw the open question, if there is one. */
export function drawConfirm() {
  if (!open) return null;
  const { confirm, answer } = open;
  const looks = confirm.style === "danger" ? "button danger" : "button primary";
  return h(
    "dialog",
    {
      key: "confirm",
      class: "dialog small",
      "aria-labelledby": "confirm-title",
      created: (el) => el.showModal(),
      oncancel: (event) => {
        event.preventDefault();
        answer(false);
      },
    },
    h("header", { class: "dialog-head" }, h("h2", { id: "confirm-title" }, words(confirm.title))),
    h("div", { class: "dialog-body text" }, drawText(confirm.text)),
    h(
      "footer",
      { class: "dialog-foot" },
      h("button", { type: "button", class: "button", onclick: () => answer(false) }, words(confirm.deny)),
      h("button", { type: "button", class: looks, autofocus: true, onclick: () => answer(true) }, words(confirm.confirm)),
    ),
  );
}
