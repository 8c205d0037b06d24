// Blocks that hold elements: actions, inputs with label, hint and error, context actions.

import { h } from "../dom.js";
import { elementId } from "../acting.js";
import { drawElement } from "../elements/draw.js";
import { drawText, words } from "../spans.js";

const GROUPS = ["radio_buttons", "checkboxes"];

export function drawActions(block, where) {
  return block.elements.map((element) => {
    const label = element.placeholder ? words(element.placeholder) : "";
    return h("div", { key: element.action_id, class: "action" }, drawElement(element, block, where, label));
  });
}

export function drawContextActions(block, where) {
  return drawActions(block, where);
}

export function drawInput(block, where) {
  const { element } = block;
  const id = elementId(where, block, element);
  const error = where.errors?.[block.block_id];
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || null;
  const name = [words(block.label), block.optional && h("span", { class: "optional" }, " (optional)")];
  const more = { described, invalid: Boolean(error), required: !block.optional, id };
  const control = drawElement(element, block, where, words(block.label), more);
  const rest = [
    block.hint && h("p", { class: "hint", id: `${id}-hint` }, drawText(block.hint)),
    error && h("p", { class: "error", id: `${id}-error`, role: "alert" }, error),
  ];
  // A group of options is named by a legend; everything else by a label that can be clicked.
  if (GROUPS.includes(element.type)) {
    return h("fieldset", { class: "input", "aria-describedby": described }, h("legend", null, name), control, rest);
  }
  return h("div", { class: "input" }, h("label", { for: id, id: `${id}-label` }, name), control, rest);
}
