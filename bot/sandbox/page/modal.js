// Modals. The stack lives in the sandbox, so it is there again after a reload; the topmost one is shown.

import { drawBlocks } from "./blocks/draw.js";
import { h } from "./dom.js";
import { settled } from "./drafts.js";
import { icon } from "./icons.js";
import { act } from "./link.js";
import { store } from "./store.js";

let opener = null; // what had the focus before the first modal

/** Draw the topmost modal of a stack. */
export function drawModals(stack) {
  if (!stack.length) {
    givesFocusBack();
    return null;
  }
  opener ??= document.activeElement;
  return drawModal(stack.at(-1), stack);
}

function givesFocusBack() {
  if (!opener) return;
  const back = opener.isConnected ? opener : document.getElementById("composer");
  opener = null;
  queueMicrotask(() => back?.focus?.());
}

function drawModal(view, stack) {
  const title = `title-${view.id}`;
  return h(
    "dialog",
    {
      key: view.id,
      class: `dialog stacked-${stack.length}`,
      "aria-labelledby": title,
      "data-view": view.id,
      created: opens,
      oncancel: (event) => {
        event.preventDefault();
        dismisses(view);
      },
    },
    h("form", { class: "dialog-form", novalidate: true, onsubmit: (event) => submits(event, view) }, drawHead(view, stack, title), drawBody(view), drawFoot(view)),
  );
}

function opens(dialog) {
  dialog.showModal();
  const first = dialog.querySelector("[autofocus], .dialog-body :is(input, select, textarea, button)");
  (first ?? dialog.querySelector(".dialog-foot button")).focus();
}

function drawHead(view, stack, title) {
  return h(
    "header",
    { class: "dialog-head" },
    stack.length > 1 && h("button", { type: "button", class: "button quiet", "aria-label": `Back to ${stack.at(-2).title}`, onclick: () => dismisses(view) }, icon("back")),
    h("h2", { id: title }, view.title),
    h("button", { type: "button", class: "button quiet end", "aria-label": "Close", onclick: () => dismisses(view) }, icon("close")),
  );
}

function drawBody(view) {
  const where = { on: { view: view.id }, scope: view.id, errors: view.errors };
  return h(
    "div",
    { key: "body", class: "dialog-body", drawn: (body) => showsError(body, view) },
    view.trouble && h("p", { class: "notice error", role: "alert" }, view.trouble),
    drawBlocks(view.blocks, where),
  );
}

// The first field with an error comes into sight once, with the focus; not again at every redraw.
function showsError(body, view) {
  const told = JSON.stringify(view.errors);
  if (body.toldErrors === told) return;
  body.toldErrors = told;
  const wrong = body.querySelector("[aria-invalid='true'], fieldset:has(.error) input");
  wrong?.focus();
}

function drawFoot(view) {
  const isBusy = store.busy.has(view.id);
  return h(
    "footer",
    { class: "dialog-foot" },
    h("button", { type: "button", class: "button", onclick: () => dismisses(view) }, view.close),
    view.submit && h("button", { type: "submit", class: `button primary ${isBusy ? "busy" : ""}`, "aria-disabled": isBusy || null }, view.submit),
  );
}

async function submits(event, view) {
  event.preventDefault();
  await settled();
  await act({ do: "submit", view: view.id }, view.id);
}

async function dismisses(view) {
  await settled();
  await act({ do: "dismiss", view: view.id }, view.id);
}
