// Blocks that are read: headers, sections, context, pictures, alerts.

import { h } from "../dom.js";
import { drawElement } from "../elements/draw.js";
import { drawSpans, drawText, words } from "../spans.js";
import { drawPicture } from "./picture.js";

const LEVELS = { info: "Note", warning: "Warning", error: "Error", success: "Done" };

export function drawHeader(block) {
  return h("h3", null, drawText(block.text));
}

export function drawSection(block, where) {
  const fields = block.fields?.map((field) => h("div", { class: "text field" }, drawText(field)));
  const label = block.text ? words(block.text).split("\n")[0] : fields ? words(block.fields[0]) : "";
  return [
    h(
      "div",
      { class: "section-words" },
      block.text && h("div", { class: "text" }, drawText(block.text)),
      fields && h("div", { class: "fields" }, fields),
    ),
    block.accessory && h("div", { class: "accessory" }, drawElement(block.accessory, block, where, label)),
  ];
}

export function drawContext(block) {
  return block.elements.map((part) =>
    part.type === "image" ? drawPicture(part, "tiny") : h("span", { class: "text" }, drawText(part)),
  );
}

export function drawImage(block) {
  return h(
    "figure",
    null,
    block.title && h("figcaption", null, drawText(block.title)),
    drawPicture(block, "picture"),
  );
}

export function drawAlert(block) {
  const level = block.level ?? "default";
  const name = LEVELS[level];
  return h("div", { class: `notice ${level}`, role: "note" }, name && h("strong", null, `${name}. `), drawText(block.text));
}

export function drawVideo(block) {
  return h(
    "figure",
    null,
    h("figcaption", null, h("a", { href: block.title_url ?? block.video_url, target: "_blank", rel: "noopener noreferrer" }, words(block.title))),
    block.description && h("p", { class: "hint" }, drawText(block.description)),
    drawPicture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, "picture"),
  );
}

const MARKDOWN = { paragraph: "p", quote: "blockquote", heading: "h4", code: "pre", item: "p" };

export function drawMarkdown(block) {
  return h(
    "div",
    { class: "text markdown" },
    block.parts.map((part) => {
      const mark = part.kind === "item" ? h("span", { class: "mark" }, /\d/.test(part.mark) ? part.mark : "•") : null;
      return h(MARKDOWN[part.kind], { class: part.kind }, mark, h("span", null, drawSpans(part.spans)));
    }),
  );
}
