// Pressing and choosing inside blocks: after what was typed has arrived, and after a question if there is one.

import { asks } from "./confirm.js";
import { settled } from "./drafts.js";
import { act } from "./link.js";
import { change, keep, store } from "./store.js";

/** Return which element of which surface is meant, for the sandbox. */
export function target(where, block, element) {
  return { on: where.on, block: block.block_id, action: element.action_id };
}

/** Return an id for an element that is unique on the page. */
export function elementId(where, block, element) {
  return `${where.scope}-${block.block_id}-${element.action_id}`.replace(/[^\w-]/g, "_");
}

/** Press an element; `position` picks among several labels of one. */
export async function presses(where, block, element, position = 0) {
  const id = elementId(where, block, element);
  const confirm = element.confirm;
  if (confirm && !(await asks(confirm))) return;
  await settled();
  await act({ do: "press", ...target(where, block, element), position }, id);
}

/** Put something into an input; `content` has the shape of what it holds. */
export async function puts(where, block, element, content) {
  const name = `held ${elementId(where, block, element)}`;
  keep(name, content);
  if (!element.sends || !element.confirm || (await asks(element.confirm))) {
    if (element.sends) await settled();
    await act({ do: "put", ...target(where, block, element), content });
  }
  if (store.ui.get(name) === content) store.ui.delete(name);
  change();
}

/** Return what an input shows as chosen: what was chosen just now, else what the sandbox holds. */
export function held(element, id) {
  const name = `held ${id}`;
  return store.ui.has(name) ? store.ui.get(name) : element.held;
}
