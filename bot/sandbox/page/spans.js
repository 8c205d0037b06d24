// Text as it is read: spans resolved by the sandbox for one viewer, each a piece of text with styles.

import { h } from "./dom.js";
import { store } from "./store.js";

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u", highlight: "mark" };
const SHAPE = /^(?:large_)?(red|orange|yellow|green|white)_(circle|square)$/;
const QUOTE = /^> ?/;
const SAFE_ADDRESS = /^(https?:|mailto:|tel:)/i;

/** Return the words of a text object without any style, for labels. */
export function words(text) {
  return text ? text.spans.map((span) => span.text).join("") : "";
}

/** Draw a text object. */
export function drawText(text) {
  return drawSpans(text.spans);
}

/** Draw spans; lines that begin with “>” become a quote. */
export function drawSpans(spans) {
  const drawn = [];
  let quoted = null;
  for (const [number, line] of lines(spans).entries()) {
    const isQuote = line.length > 0 && line[0].kind === "text" && QUOTE.test(line[0].text);
    if (isQuote) {
      if (!quoted) drawn.push(h("blockquote", null, (quoted = [])));
      const rest = [{ ...line[0], text: line[0].text.replace(QUOTE, "") }, ...line.slice(1)];
      quoted.push([quoted.length ? "\n" : "", rest.map(drawSpan)]);
      drawn[drawn.length - 1] = h("blockquote", null, quoted);
    } else {
      if (number && !quoted) drawn.push("\n");
      quoted = null;
      drawn.push(line.map(drawSpan));
    }
  }
  return drawn;
}

function lines(spans) {
  const found = [[]];
  for (const span of spans) {
    const pieces = span.styles.includes("pre") ? [span.text] : span.text.split("\n");
    pieces.forEach((text, position) => {
      if (position) found.push([]);
      if (text) found.at(-1).push({ ...span, text });
    });
  }
  return found;
}

function drawSpan(span) {
  if (span.styles.includes("pre")) return h("pre", null, h("code", null, span.text.replace(/^\n|\n$/g, "")));
  return span.styles.reduce((inner, style) => h(TAGS[style] ?? "span", null, inner), drawPiece(span));
}

function drawPiece(span) {
  if (span.kind === "link") return drawLink(span);
  if (span.kind === "emoji") return drawEmoji(span);
  if (span.kind === "date") return h("time", { title: span.target || null }, span.text);
  if (span.kind === "color") return [h("span", { class: "swatch", drawn: (el) => (el.style.background = span.target) }), span.text];
  if (span.kind === "text") return span.text;
  const isMine = span.kind === "broadcast" || span.target === store.viewer;
  return h("span", { class: isMine ? "mention me" : "mention" }, span.text);
}

function drawLink(span) {
  if (!SAFE_ADDRESS.test(span.target)) return span.text;
  return h("a", { href: span.target, target: "_blank", rel: "noopener noreferrer" }, span.text);
}

// Coloured shapes are drawn, not written: not every machine has a font with colours.
function drawEmoji(span) {
  const shape = SHAPE.exec(span.target);
  const label = span.target.replaceAll("_", " ").replace("large ", "");
  const looks = shape ? `emoji shape ${shape[1]} ${shape[2]}` : "emoji";
  return h("span", { class: looks, role: "img", "aria-label": label }, shape ? null : span.text);
}
