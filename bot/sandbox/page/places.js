// Going somewhere: another person, another conversation, a thread.

import { act, refresh } from "./link.js";
import { change, remember, store } from "./store.js";

const MESSAGES = 60;

/** Look at the world as somebody else, at the same place if they may see it. */
export async function becomes(viewer) {
  store.ui.clear();
  change({ viewer, thread: null, most: MESSAGES, newFrom: undefined, said: null });
  remember();
  await refresh();
  await arrived();
}

/** Open a conversation, or "home". */
export async function goes(place, thread = null) {
  change({ place, thread, most: MESSAGES, newFrom: undefined, drawer: false });
  remember();
  await refresh();
  await arrived();
}

/** What happens on arrival: the bot hears of an opened Home, and messages count as read. */
export async function arrived() {
  if (store.place === "home") await act({ do: "open_home" });
  await reads();
}

/** Open or close the thread under a message. */
export async function opensThread(ts) {
  change({ thread: ts, pane: ts ? null : store.pane });
  remember();
  await refresh();
  await reads();
}

/** Tell the sandbox how far the viewer has read, if the page is before anybody's eyes. */
export async function reads() {
  const { viewer, conversation, thread } = store.seen ?? {};
  // Right after a change of place or person, what was last seen is still that of before.
  if (viewer?.id !== store.viewer || conversation?.id !== store.place) return;
  const newest = conversation.messages.at(-1)?.ts;
  if (store.newFrom === undefined) change({ newFrom: newest > conversation.lastRead ? conversation.lastRead : null });
  if (document.hidden || !conversation.member) return;
  if (newest && newest > conversation.lastRead) await act({ do: "read", channel: conversation.id, ts: newest });
  const reply = thread?.replies.at(-1)?.ts;
  if (reply && reply > thread.lastRead) {
    await act({ do: "read", channel: conversation.id, ts: reply, thread: thread.ts });
  }
}
