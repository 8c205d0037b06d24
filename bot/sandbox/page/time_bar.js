// Time: the workspace's clock, what comes next, and the hands on the clock. Absent where nothing can be moved.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { act } from "./link.js";
import { drawSpans } from "./spans.js";
import { store } from "./store.js";

/** Draw the clock and its hands; nothing, when whoever started the sandbox gave none. */
export function drawTimeBar({ clock, time, viewer }) {
  if (!time) return null;
  const place = viewer.zone.split("/").at(-1).replaceAll("_", " ");
  return h(
    "section",
    { key: "time", class: "time", "aria-label": "Time" },
    h("p", { class: "clock" }, h("time", null, clock), h("span", { class: "zone" }, ` in ${place}`)),
    drawStory(time),
    drawSkips(time),
  );
}

function drawStory({ story, skipping }) {
  if (skipping) return h("p", { class: "story moving", role: "status" }, `Moving ${skipping}…`);
  return h("p", { class: "story", role: "status" }, story.length ? drawSpans(story) : "Nothing is scheduled.");
}

function drawSkips({ skipping }) {
  const isMoving = Boolean(skipping) || store.busy.has("skip");
  const skip = (label, what, sign) => {
    const move = () => !isMoving && act({ do: "skip", ...what }, "skip");
    const looks = { type: "button", class: "button", "aria-label": `Skip ${label}`, "aria-disabled": isMoving || null };
    return h("button", { ...looks, onclick: move }, icon(sign), label);
  };
  const choices = [skip("1 hour", { hours: 1 }, "hour"), skip("1 day", { hours: 24 }, "day"), skip("1 week", { hours: 168 }, "week"), skip("to next event", {}, "next")];
  return h("div", { class: "skips" }, h("span", { class: "hint", "aria-hidden": "true" }, "Skip"), choices);
}
