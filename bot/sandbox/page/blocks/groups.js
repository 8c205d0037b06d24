// Blocks that hold other blocks or look like a card.

import { h } from "../dom.js";
import { drawElement } from "../elements/draw.js";
import { drawText, words } from "../spans.js";
import { drawPicture } from "./picture.js";
import { drawRichText } from "./rich_text.js";

export function drawContainer(block, where, drawBlock) {
  const title = block.rich_text_title ? drawRichText(block.rich_text_title.elements) : h("h3", null, drawText(block.title));
  const head = [
    block.icon && drawPicture(block.icon, "tiny"),
    h("div", null, title, block.subtitle && h("p", { class: "hint text" }, drawText(block.subtitle))),
  ];
  const inside = h("div", { class: "blocks" }, block.child_blocks.map((child) => drawBlock(child, where)));
  const looks = `group ${block.width ?? "standard"} ${block.has_header_divider ? "ruled" : ""}`;
  if (!block.is_collapsible) return h("section", { class: looks }, h("div", { class: "group-head" }, head), inside);
  const fold = (el) => {
    el.open = !block.default_collapsed;
  };
  return h("details", { class: looks, created: fold }, h("summary", { class: "group-head" }, head), inside);
}

export function drawCard(block, where) {
  return h(
    "article",
    { class: "group card" },
    block.hero_image && drawPicture(block.hero_image, "picture"),
    h(
      "div",
      { class: "group-head" },
      block.icon && drawPicture(block.icon, "tiny"),
      h(
        "div",
        null,
        block.title && h("h3", null, drawText(block.title)),
        block.subtitle && h("p", { class: "hint text" }, drawText(block.subtitle)),
      ),
    ),
    block.body && h("p", { class: "text" }, drawText(block.body)),
    block.actions &&
      h("div", { class: "block actions" }, block.actions.map((each) => drawElement(each, block, where, words(each.text)))),
  );
}

export function drawCarousel(block, where, drawBlock) {
  const cards = block.elements.map((card) => drawBlock(card, where));
  return h("div", { class: "cards", role: "group", "aria-label": "Cards", tabindex: 0 }, cards);
}
