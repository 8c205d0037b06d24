// The page as a whole: what stands where, and what happens when the workspace changes.

import { drawConfirm } from "./confirm.js";
import { drawConversation } from "./conversation.js";
import { draw, h } from "./dom.js";
import { isSettled } from "./drafts.js";
import { hears } from "./heard.js";
import { drawHome } from "./home.js";
import { follow, refresh } from "./link.js";
import { drawModals } from "./modal.js";
import { drawNotices } from "./notices.js";
import { arrived, opensThread, reads } from "./places.js";
import { drawSidebar } from "./sidebar.js";
import { change, onChange, restore, store } from "./store.js";
import { drawThread } from "./thread.js";
import { drawTimeBar } from "./time_bar.js";
import { drawTip } from "./tip.js";
import { drawTopBar } from "./top_bar.js";
import { drawTraffic, followTraffic } from "./traffic.js";

const app = document.getElementById("app");
const dialogs = document.getElementById("dialogs");

function redraw() {
  document.documentElement.dataset.theme = store.theme;
  // For whoever drives the page by a program: nothing is on its way.
  document.documentElement.dataset.settled = String(store.acting === 0 && isSettled());
  if (!store.seen) return;
  document.title = titled();
  const focused = focusPath();
  draw(app, store.seen.viewer ? drawn() : h("p", { class: "loading" }, "Nobody is in this workspace yet."));
  if (store.seen.viewer) draw(dialogs, [drawModals(store.seen.modals), drawConfirm()]);
  refocus(focused);
  hears(store.seen);
}

function drawn() {
  const side = store.thread && store.seen.thread ? drawThread() : store.pane === "traffic" ? drawTraffic() : null;
  return [
    drawTopBar(),
    drawTimeBar(store.seen),
    drawTip(),
    drawNotices(),
    h(
      "div",
      { key: "body", class: `body ${side ? "with-side" : ""} ${store.drawer ? "with-drawer" : ""}` },
      drawSidebar(),
      h("main", { key: `main ${store.viewer} ${store.place}`, class: "main", id: "main" }, store.place === "home" ? drawHome() : drawConversation()),
      side,
    ),
  ];
}

function titled() {
  const unread = store.seen.places?.reduce((sum, place) => sum + place.unread, 0) ?? 0;
  return `${unread ? `(${unread}) ` : ""}${store.seen.team} – sandbox`;
}

// A pressed button often goes away with the answer; the focus then stays with the message it stood in.
function focusPath() {
  const element = document.activeElement;
  return element && element !== document.body ? [element, element.closest("[tabindex='-1']")] : [];
}

function refocus([element, around]) {
  if (element && !element.isConnected && around?.isConnected) around.focus({ preventScroll: true });
}

async function start() {
  restore();
  onChange(redraw);
  onChange(followTraffic);
  await refresh();
  await arrived();
  follow();
  document.addEventListener("visibilitychange", () => reads());
  addEventListener("hashchange", async () => {
    restore();
    await refresh();
    await arrived();
  });
  addEventListener("resize", () => change());
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    if (store.drawer) change({ drawer: false });
    else if (store.thread) opensThread(null);
  });
}

let readBefore = "";

// New messages in the open conversation are read as they arrive.
onChange(() => {
  const newest = `${store.viewer} ${store.place} ${store.seen?.conversation?.messages.at(-1)?.ts} ${store.seen?.thread?.replies.at(-1)?.ts}`;
  if (store.seen && newest !== readBefore) {
    readBefore = newest;
    reads();
  }
});

start();
