// What is being typed and has not reached the sandbox yet. Nothing is pressed or submitted before it has.

import { act } from "./link.js";
import { change, store } from "./store.js";

const PAUSE = 350;
const waiting = new Map(); // id of the input → { timer, send }

/** Return what an input shows: what is being typed, else what the sandbox holds. */
export function typed(id, held) {
  return store.ui.has(`draft ${id}`) ? store.ui.get(`draft ${id}`) : held;
}

/** Note what was typed and send it after a pause. */
export function types(id, target, content) {
  store.ui.set(`draft ${id}`, content);
  clearTimeout(waiting.get(id)?.timer);
  const send = async () => {
    clearTimeout(waiting.get(id)?.timer);
    waiting.delete(id);
    await act({ do: "put", quiet: true, ...target, content });
    if (store.ui.get(`draft ${id}`) === content && !waiting.has(id)) store.ui.delete(`draft ${id}`);
  };
  waiting.set(id, { timer: setTimeout(send, PAUSE), send });
  change();
}

/** Return whether everything typed has reached the sandbox. */
export function isSettled() {
  return waiting.size === 0;
}

/** Send everything that is still waiting. */
export async function settled() {
  await Promise.all([...waiting.values()].map(({ send }) => send()));
}
