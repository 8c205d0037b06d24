// Inputs one types into. What is typed reaches the sandbox after a pause, so that a reload keeps it.

import { puts, target } from "../acting.js";
import { h } from "../dom.js";
import { typed, types } from "../drafts.js";
import { words } from "../spans.js";
import { named } from "./named.js";

const KEYBOARDS = { number_input: "decimal", email_text_input: "email", url_text_input: "url" };

export function drawTyped(element, block, where, label, more) {
  const isLong = element.multiline || element.type === "rich_text_input";
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const shared = {
    ...named(label, more),
    class: "control",
    value: typed(more.id, element.held),
    placeholder: element.placeholder ? words(element.placeholder) : null,
    maxlength: element.max_length ?? null,
    autofocus: element.focus_on_load ?? null,
    oninput: (event) => {
      const isSent = element.sends && triggers.includes("on_character_entered");
      if (isSent) puts(where, block, element, event.target.value);
      else types(more.id, target(where, block, element), event.target.value);
    },
  };
  if (isLong) return h("textarea", { ...shared, rows: element.min_lines ?? 3 });
  const onkeydown = (event) => {
    if (event.key !== "Enter" || !element.sends || !triggers.includes("on_enter_pressed")) return;
    event.preventDefault();
    puts(where, block, element, event.target.value);
  };
  return h("input", { ...shared, type: "text", inputmode: KEYBOARDS[element.type] ?? null, autocomplete: "off", onkeydown });
}
