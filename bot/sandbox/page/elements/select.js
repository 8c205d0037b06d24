// Picking one: the browser's own list, which every keyboard and screen reader knows.

import { held, puts } from "../acting.js";
import { h } from "../dom.js";
import { words } from "../spans.js";
import { named } from "./named.js";

export function drawSelect(element, block, where, label, more) {
  const nothing = element.placeholder ? words(element.placeholder) : "Choose…";
  const put = (event) => puts(where, block, element, event.target.value || null);
  const value = held(element, more.id) ?? "";
  // What has to be chosen and is chosen cannot be taken back, only changed.
  const isOpen = !more.required || value === "";
  return h(
    "select",
    { ...named(label, more), class: "control", onchange: put, value },
    isOpen && h("option", { key: "nothing", value: "", disabled: more.required ? true : null }, nothing),
    drawOptions(element),
  );
}

function drawOptions(element) {
  if (element.offers) return element.offers.map(({ value, label }) => h("option", { value }, label));
  if (!element.option_groups) return element.options.map(drawOption);
  return element.option_groups.map((group) => h("optgroup", { label: words(group.label) }, group.options.map(drawOption)));
}

function drawOption(option) {
  return h("option", { value: option.value }, words(option.text));
}
