// Radio buttons and checkboxes.

import { held, puts } from "../acting.js";
import { h } from "../dom.js";
import { drawText } from "../spans.js";

export function drawChoice(element, block, where, label, more) {
  const isMany = element.type === "checkboxes";
  const chosen = [held(element, more.id)].flat();
  const put = (value, isOn) => {
    const rest = chosen.filter((each) => each !== value);
    puts(where, block, element, isMany ? [...rest, ...(isOn ? [value] : [])] : value);
  };
  const options = element.options.map((option, number) => {
    const id = `${more.id}-${number}`;
    const about = option.description ? `${id}-about` : null;
    return h(
      "div",
      { class: "choice" },
      h("input", {
        type: isMany ? "checkbox" : "radio",
        id,
        name: more.id,
        checked: chosen.includes(option.value),
        "aria-describedby": about,
        onchange: (event) => put(option.value, event.target.checked),
      }),
      h(
        "div",
        null,
        h("label", { for: id, class: "text" }, drawText(option.text)),
        option.description && h("p", { class: "hint text", id: about }, drawText(option.description)),
      ),
    );
  });
  const isNamed = more.required !== undefined;
  return h("div", { class: "choices", role: isNamed ? null : isMany ? "group" : "radiogroup", "aria-label": isNamed ? null : label || "Choose" }, options);
}
