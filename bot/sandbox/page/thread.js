// The pane of one thread: the message, its replies, and a composer of its own.

import { drawComposer } from "./composer.js";
import { h } from "./dom.js";
import { ENDS } from "./ends.js";
import { icon } from "./icons.js";
import { drawMessage } from "./messages.js";
import { opensThread } from "./places.js";
import { store } from "./store.js";

/** Draw the open thread. */
export function drawThread() {
  const { thread, conversation } = store.seen;
  const count = thread.replies.length;
  return h(
    "aside",
    { key: `thread ${thread.ts}`, class: "side thread", "aria-label": "Thread" },
    h(
      "header",
      { class: "head" },
      h("h1", null, "Thread"),
      h("p", { class: "hint" }, conversation.kind === "direct" ? conversation.name : `#${conversation.name}`),
      h("button", { type: "button", class: "button quiet end", "aria-label": "Close thread", onclick: () => opensThread(null) }, icon("close")),
    ),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Messages in the thread", ...ENDS },
      h(
        "ol",
        { class: "messages" },
        drawMessage(thread.root, false, true),
        count > 0 && h("li", { key: "count", class: "count-line" }, `${count} ${count === 1 ? "reply" : "replies"}`),
        thread.replies.map((reply) => drawMessage(reply, false, true)),
      ),
    ),
    conversation.member && !conversation.archived && h("div", { class: "foot" }, drawComposer(conversation, thread.ts)),
  );
}
