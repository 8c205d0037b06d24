// Messages: who wrote when, what, for whose eyes, and what was replied.

import { drawAvatar } from "./avatar.js";
import { drawBlocks } from "./blocks/draw.js";
import { h, lazy } from "./dom.js";
import { icon } from "./icons.js";
import { opensThread } from "./places.js";
import { drawSpans } from "./spans.js";
import { chosen, store } from "./store.js";

const CLOSE_SECONDS = 300;

/** Draw messages under their days, with a line before the first one not read. */
export function drawMessages(messages, newFrom) {
  const drawn = [];
  let before = null;
  let isNew = false;
  for (const message of messages) {
    if (message.day !== before?.day) drawn.push(drawDay(message.day));
    const startsNew = !isNew && newFrom !== null && newFrom !== undefined && message.ts > newFrom && !message.mine && before;
    if (startsNew) drawn.push(h("li", { key: "new", class: "new-line" }, h("span", null, "New")));
    isNew ||= Boolean(startsNew);
    drawn.push(drawMessage(message, follows(message, before) && !startsNew));
    before = message;
  }
  return drawn;
}

function drawDay(day) {
  return h("li", { key: `day ${day}`, class: "day" }, h("h2", null, day[0].toUpperCase() + day.slice(1)));
}

// Messages of one author shortly after each other share a head.
function follows(message, before) {
  if (!before || before.author.id !== message.author.id || before.day !== message.day) return false;
  return before.ephemeral === message.ephemeral && Number(message.ts) - Number(before.ts) < CLOSE_SECONDS && !before.replies;
}

/** Draw one message, if it changed; `isShort` leaves out its head. */
export function drawMessage(message, isShort = false, inThread = false) {
  const deps = [message, isShort, inThread, chosen(), store.thread === message.ts, innerWidth];
  return lazy("li", message.ts, deps, () => drawAnew(message, isShort, inThread));
}

function drawAnew(message, isShort, inThread) {
  const label = `${message.author.name}, ${message.time}${message.ephemeral ? ", only visible to you" : ""}`;
  return h(
    "li",
    { key: message.ts, class: `message ${isShort ? "short" : ""} ${message.ephemeral ? "ephemeral" : ""}`, tabindex: -1, "data-ts": message.ts, "aria-label": label },
    isShort ? h("time", { class: "side-time" }, message.time) : drawAvatar(message.author),
    h(
      "div",
      { class: "message-body" },
      message.ephemeral && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
      message.thread && !inThread && h("p", { class: "only-you" }, icon("thread"), "Replied to a thread"),
      !isShort && drawHead(message),
      drawContent(message, inThread),
      message.files.length > 0 && drawFiles(message.files),
      message.edited && h("span", { class: "edited" }, "(edited)"),
      message.replies && !inThread && drawReplies(message),
    ),
    !inThread && !message.ephemeral && drawReach(message),
  );
}

function drawHead({ author, time }) {
  return h("p", { class: "message-head" }, h("strong", null, author.name), author.bot && h("span", { class: "tag" }, "App"), h("time", null, time));
}

function drawContent(message, inThread) {
  if (!message.blocks.length && message.files.length && !message.text.length) return null;
  if (!message.blocks.length) return h("div", { class: "text" }, drawSpans(message.text));
  // One message may stand in the channel and in the thread pane: ids differ by pane.
  const scope = `${inThread ? "t" : "m"}-${message.channel}-${message.ts}`;
  return drawBlocks(message.blocks, { on: { channel: message.channel, ts: message.ts }, scope });
}

function drawFiles(files) {
  return h("ul", { class: "files", "aria-label": "Files" }, files.map(drawFile));
}

function drawFile({ url, name, title, alt, isPicture }) {
  return h(
    "li",
    { key: url, class: isPicture ? "file picture" : "file" },
    isPicture && h("img", { src: url, alt: alt || title }),
    h("a", { href: url, download: name }, title),
    h("span", { class: "hint" }, name),
  );
}

function drawReplies({ ts, replies }) {
  const count = `${replies.count} ${replies.count === 1 ? "reply" : "replies"}`;
  return h(
    "button",
    { type: "button", class: "replies", "aria-expanded": String(store.thread === ts), onclick: () => opensThread(ts) },
    replies.authors.map((author) => drawAvatar(author, "tiny")),
    h("span", { class: "count" }, count),
    replies.unread > 0 && h("span", { class: "badge" }, `${replies.unread} new`),
    h("span", { class: "hint" }, `Last reply ${replies.last}`),
  );
}

function drawReach({ ts, thread }) {
  return h("div", { class: "reach" }, h("button", { type: "button", class: "button quiet", onclick: () => opensThread(thread ?? ts) }, icon("thread"), "Reply in thread"));
}
