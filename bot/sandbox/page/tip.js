// What to try first, said by whoever started the sandbox, until whoever reads it puts it away.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { drawSpans } from "./spans.js";
import { change, remember, store } from "./store.js";

/** Draw the tip; nothing where there is none, or where this browser has put it away. */
export function drawTip() {
  const { tip } = store.seen;
  if (!tip || store.putAway === tip.text) return null;
  const putAway = () => {
    change({ putAway: tip.text });
    remember();
  };
  return h(
    "p",
    { key: "tip", class: "tip", role: "note" },
    h("span", null, h("strong", null, "Try first: "), drawSpans(tip.spans)),
    h("button", { type: "button", class: "button quiet", "aria-label": "Put this tip away", onclick: putAway }, icon("close")),
  );
}
