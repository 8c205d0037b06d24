// Rich text: sections, lists, quotes and preformatted text.

import { h } from "../dom.js";
import { drawSpans } from "../spans.js";
import { CannotDraw } from "./undrawn.js";

const DRAWERS = {
  rich_text_section: (part) => h("div", { class: "text" }, drawSpans(part.spans)),
  rich_text_quote: (part) => h("blockquote", { class: "text" }, drawSpans(part.spans)),
  rich_text_preformatted: (part) => h("pre", null, h("code", null, drawSpans(part.spans))),
  rich_text_list: drawList,
};

/** Draw the parts of a rich text. */
export function drawRichText(parts) {
  return parts.map((part) => {
    const drawer = DRAWERS[part.type];
    if (!drawer) throw new CannotDraw(part.type);
    return drawer(part);
  });
}

function drawList(part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const start = tag === "ol" && part.offset ? part.offset + 1 : null;
  const items = part.elements.map((item) => h("li", { class: "text" }, drawSpans(item.spans)));
  return h(tag, { class: `list indent-${part.indent ?? 0}`, start }, items);
}
