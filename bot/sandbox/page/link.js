// The link to the sandbox: what is seen is fetched whole after each change, what is done is posted.

import { change, remember, store } from "./store.js";

let fetching = null;
let next = null;

/** Fetch what the viewer sees; calls during a fetch share one more after it, so none gets an old answer. */
export function refresh() {
  if (!fetching) {
    fetching = load().finally(() => {
      fetching = null;
    });
    return fetching;
  }
  next ??= fetching.then(() => {
    next = null;
    return refresh();
  });
  return next;
}

async function load() {
  const asked = { viewer: store.viewer, place: store.place, thread: store.thread };
  const query = new URLSearchParams({ as: asked.viewer ?? "", in: asked.place, most: store.most });
  if (asked.thread) query.set("thread", asked.thread);
  try {
    const answer = await fetch(`/page/state?${query}`);
    const seen = await answer.json();
    const isStale = asked.viewer !== store.viewer || asked.place !== store.place || asked.thread !== store.thread;
    if (isStale) await load();
    else accept(seen);
  } catch {
    change({ connected: false });
  }
}

function accept(seen) {
  keepUnchanged(seen);
  const viewer = seen.viewer?.id ?? null;
  const isGone = seen.viewer && store.place !== "home" && !seen.conversation;
  change({ seen, viewer, connected: true, ...(isGone ? { place: "home", thread: null } : {}) });
  remember();
}

let known = new Map(); // what a message came as → the message

// A message that is as before stays the very same object, so that nobody has to look into it again.
function keepUnchanged(seen) {
  const told = new Map();
  const same = (message) => {
    const text = JSON.stringify(message);
    const kept = known.get(text) ?? told.get(text) ?? message;
    told.set(text, kept);
    return kept;
  };
  if (seen.conversation) seen.conversation.messages = seen.conversation.messages.map(same);
  if (seen.thread) seen.thread = { ...seen.thread, root: same(seen.thread.root), replies: seen.thread.replies.map(same) };
  known = told;
}

/** Do something as the viewer; returns whether it was taken. What is to be said about it is shown. */
export async function act(what, busy = null) {
  if (busy && store.busy.has(busy)) return false;
  if (busy) store.busy.add(busy);
  change({ acting: store.acting + 1 });
  try {
    const body = JSON.stringify({ as: store.viewer, ...what });
    const answer = await fetch("/page/act", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    const { said } = await answer.json();
    if (said) change({ said });
    await refresh();
    return answer.ok && !said;
  } catch {
    change({ said: "The sandbox does not answer. Nothing was sent." });
    return false;
  } finally {
    if (busy) store.busy.delete(busy);
    change({ acting: store.acting - 1 });
  }
}

/** Follow the stream of changes; the browser itself connects again when it breaks. */
export function follow() {
  const stream = new EventSource("/page/stream");
  stream.onmessage = () => refresh();
  stream.onopen = () => refresh();
  stream.onerror = () => change({ connected: false });
}

/** Return one entry of the traffic in full. */
export async function trafficDetail(id) {
  const answer = await fetch(`/page/traffic/${id}`);
  return answer.ok ? answer.json() : { sent: "This entry is gone.", answer: "" };
}

/** Return the newest traffic. */
export async function trafficList() {
  return (await fetch("/page/traffic")).json();
}
