// The pane of the traffic: what went to the bot, how fast it acknowledged, what it called, what it broke.

import { h } from "./dom.js";
import { ENDS } from "./ends.js";
import { icon } from "./icons.js";
import { trafficDetail, trafficList } from "./link.js";
import { change, keep, kept, remember, store } from "./store.js";

let fetched = "";

/** Fetch the traffic when the pane is open and there is more of it. */
export async function followTraffic() {
  const now = JSON.stringify(store.seen?.traffic);
  if (store.pane !== "traffic" || !store.seen?.viewer || now === fetched) return;
  fetched = now;
  keep("traffic", await trafficList());
}

/** Draw the pane. */
export function drawTraffic() {
  const { entries, broken } = kept("traffic", { entries: [], broken: [] });
  const { requests, calls } = store.seen.traffic;
  const close = () => {
    change({ pane: null });
    remember();
  };
  return h(
    "aside",
    { key: "traffic", class: "side traffic", "aria-label": "Traffic" },
    h(
      "header",
      { class: "head" },
      h("h1", null, "Traffic"),
      h("p", { class: "hint" }, `${requests} requests, ${calls} calls, times in UTC`),
      h("button", { type: "button", class: "button quiet end", "aria-label": "Close traffic", onclick: close }, icon("close")),
    ),
    broken.length > 0 && drawBroken(broken),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Requests and calls", ...ENDS },
      entries.length ? h("ol", { class: "entries" }, entries.map(drawEntry)) : h("p", { class: "begin hint" }, "Nothing yet. Type a command."),
    ),
  );
}

function drawBroken(broken) {
  return h(
    "section",
    { class: "broken", "aria-label": "Rules broken" },
    h("h2", null, `${broken.length} ${broken.length === 1 ? "rule" : "rules"} of Slack broken`),
    h("ul", { tabindex: 0 }, broken.map((rule) => h("li", null, rule))),
  );
}

function drawEntry(entry) {
  const isRequest = entry.kind === "request";
  return h(
    "li",
    { key: entry.id },
    h(
      "details",
      { class: `entry ${entry.kind} ${entry.ok ? "" : "bad"}`, ontoggle: (event) => event.currentTarget.open && fetches(entry) },
      h(
        "summary",
        null,
        h("span", { class: "way", "aria-hidden": "true" }, isRequest ? "→" : "←"),
        h("span", { class: "unseen" }, isRequest ? "To the bot: " : "From the bot: "),
        h("span", { class: "what" }, entry.name),
        h("span", { class: "took" }, isRequest ? (entry.ok || !entry.said ? `ack in ${entry.milliseconds} ms` : entry.said) : entry.ok ? "ok" : entry.said),
        h("span", { class: "at" }, entry.at),
      ),
      entry.broken.length > 0 && h("ul", { class: "rules" }, entry.broken.map((rule) => h("li", null, rule))),
      drawDetail(kept(`traffic ${entry.id}`, null)),
    ),
  );
}

async function fetches({ id }) {
  if (!store.ui.has(`traffic ${id}`)) keep(`traffic ${id}`, await trafficDetail(id));
}

function drawDetail(detail) {
  if (!detail) return null;
  return [drawJson("Sent", detail.sent), drawJson("Answer", detail.answer || "(empty)")];
}

function drawJson(name, text) {
  return [h("h3", null, name), h("pre", { tabindex: 0, role: "region", "aria-label": name }, text)];
}
