// What this browser has chosen to look at, and what it last saw. The workspace itself lives in the sandbox.

const listeners = new Set();
const REMEMBERED = "sandbox";

let changes = 0; // of what messages show besides what the sandbox told of them

// Keeps what is folded, typed or chosen. What composers and the traffic keep shows in no message.
class Kept extends Map {
  set(name, value) {
    if (!/^(composer|traffic)\b/.test(name)) changes += 1;
    return super.set(name, value);
  }

  delete(name) {
    changes += 1;
    return super.delete(name);
  }

  clear() {
    changes += 1;
    super.clear();
  }
}

class Busy extends Set {
  add(id) {
    changes += 1;
    return super.add(id);
  }

  delete(id) {
    changes += 1;
    return super.delete(id);
  }
}

/** Return a number that differs as soon as something chosen here may look different in a message. */
export function chosen() {
  return changes;
}

export const store = {
  seen: null, // the last state the sandbox told
  connected: true, // whether the stream of changes is up
  viewer: null, // whose eyes
  place: "home", // "home" or the id of a conversation
  thread: null, // timestamp of the message whose thread is open
  pane: null, // "traffic" or null
  drawer: false, // the sidebar, on narrow screens
  theme: "auto",
  putAway: null, // the tip that was read and is not to show again
  most: 60, // how many messages are shown
  newFrom: undefined, // where the line “New” stands: what was read when the place was opened; null without one
  ui: new Kept(), // what is folded, typed or chosen here and nowhere else
  busy: new Busy(), // elements whose act is on its way
  acting: 0, // how many acts are on their way
  said: null, // the last complaint
};

/** Call `listener` once after any number of changes. */
export function onChange(listener) {
  listeners.add(listener);
}

let scheduled = false;

/** Change the store and have everything redrawn. */
export function change(what = {}) {
  Object.assign(store, what);
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    for (const listener of listeners) listener();
  });
}

/** Return what this browser keeps under a name, else `otherwise`. */
export function kept(name, otherwise) {
  return store.ui.has(name) ? store.ui.get(name) : otherwise;
}

/** Keep something under a name and redraw. */
export function keep(name, value) {
  store.ui.set(name, value);
  change();
}

/** Read the address and what was chosen before. A tab remembers for itself, a new tab takes the last choice. */
export function restore() {
  const saved = read(sessionStorage) ?? read(localStorage) ?? {};
  store.viewer = saved.viewer ?? null;
  store.theme = saved.theme ?? "auto";
  store.pane = saved.pane ?? null;
  store.putAway = saved.putAway ?? null;
  const [, place, thread] = location.hash.split("/");
  // The address wins over what was saved, so that a link leads where it says.
  [store.place, store.thread] = place ? [place, thread ?? null] : [saved.place ?? "home", saved.thread ?? null];
}

/** Remember the choice over a reload. */
export function remember() {
  const { viewer, theme, putAway, pane, place, thread } = store;
  const saved = JSON.stringify({ viewer, theme, putAway, pane, place, thread });
  sessionStorage.setItem(REMEMBERED, saved);
  localStorage.setItem(REMEMBERED, saved);
  const hash = `#/${store.place}${store.thread ? `/${store.thread}` : ""}`;
  if (location.hash !== hash) history.replaceState(null, "", hash);
}

function read(storage) {
  try {
    return JSON.parse(storage.getItem(REMEMBERED));
  } catch {
    return null;
  }
}
