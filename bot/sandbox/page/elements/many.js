// Picking several: chips for what is picked, and a list that narrows while one types.

import { held, puts } from "../acting.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { words } from "../spans.js";
import { keep, kept } from "../store.js";
import { named } from "./named.js";

export function drawMany(element, block, where, label, more) {
  const options = optionsOf(element);
  const chosen = held(element, more.id);
  const name = `many ${more.id}`;
  const state = kept(name, { isOpen: false, sought: "", at: 0 });
  const found = options.filter((option) => option.label.toLowerCase().includes(state.sought.trim().toLowerCase()));
  const put = (values) => puts(where, block, element, values);
  const toggle = (option) => put(toggled(element, chosen, option.value));
  const move = (change) => keep(name, { ...state, ...change });
  return h(
    "div",
    { class: "many" },
    drawChips(chosen, options, label, put),
    h("input", {
      ...named(label, more),
      class: "control",
      type: "text",
      role: "combobox",
      autocomplete: "off",
      placeholder: element.placeholder ? words(element.placeholder) : "Add…",
      value: state.sought,
      "aria-expanded": String(state.isOpen),
      "aria-controls": `${more.id}-list`,
      "aria-autocomplete": "list",
      "aria-activedescendant": state.isOpen && found[state.at] ? `${more.id}-${state.at}` : null,
      onclick: () => move({ isOpen: true }),
      oninput: (event) => move({ isOpen: true, sought: event.target.value, at: 0 }),
      onblur: () => move({ isOpen: false, sought: "", at: 0 }),
      onkeydown: (event) => keyed(event, state, found, move, toggle, chosen, put),
    }),
    h("ul", { id: `${more.id}-list`, class: "options", role: "listbox", "aria-multiselectable": "true", "aria-label": label || "Options", hidden: !state.isOpen || null }, drawFound(found, state, chosen, more, toggle)),
  );
}

function optionsOf(element) {
  if (element.offers) return element.offers;
  const options = element.options ?? element.option_groups.flatMap((group) => group.options);
  return options.map((option) => ({ value: option.value, label: words(option.text) }));
}

function toggled(element, chosen, value) {
  if (chosen.includes(value)) return chosen.filter((each) => each !== value);
  const isFull = element.max_selected_items && chosen.length >= element.max_selected_items;
  return isFull ? chosen : [...chosen, value];
}

function drawChips(chosen, options, label, put) {
  if (!chosen.length) return null;
  const chips = chosen.map((value) => {
    const shown = options.find((option) => option.value === value)?.label ?? value;
    const remove = () => put(chosen.filter((each) => each !== value));
    return h("li", { key: value }, shown, h("button", { type: "button", "aria-label": `Remove ${shown}`, onclick: remove }, icon("close")));
  });
  return h("ul", { class: "chips", "aria-label": `Picked: ${label}` }, chips);
}

function drawFound(found, state, chosen, more, toggle) {
  if (!found.length) return h("li", { class: "nothing", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing matches");
  return found.map((option, number) =>
    h(
      "li",
      {
        key: option.value,
        id: `${more.id}-${number}`,
        role: "option",
        class: number === state.at ? "at" : "",
        "aria-selected": String(chosen.includes(option.value)),
        drawn: number === state.at && state.isOpen ? (el) => el.scrollIntoView({ block: "nearest" }) : null,
        // The press must not take the focus away, or the list would close before the click.
        onmousedown: (event) => event.preventDefault(),
        onclick: () => toggle(option),
      },
      option.label,
    ),
  );
}

function keyed(event, state, found, move, toggle, chosen, put) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const at = state.isOpen ? (state.at + step + found.length) % Math.max(found.length, 1) : 0;
    move({ isOpen: true, at });
  } else if (event.key === "Enter" && state.isOpen && found[state.at]) {
    event.preventDefault();
    toggle(found[state.at]);
  } else if (event.key === "Escape" && state.isOpen) {
    // Only the list closes, not the modal around it.
    event.preventDefault();
    event.stopPropagation();
    move({ isOpen: false });
  } else if (event.key === "Backspace" && !state.sought && chosen.length) {
    put(chosen.slice(0, -1));
  }
}
