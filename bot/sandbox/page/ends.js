// Lists that grow at the end: the newest stays in sight, unless somebody scrolled up to read.

const NEAR = 80;

/** The props of an element that scrolls so. */
export const ENDS = { created: begins, drawn: sticks, onscroll: notes };

function begins(list) {
  list.atEnd = true;
  // Its size changes too: with the window, and with what stands around it.
  new ResizeObserver(() => sticks(list)).observe(list);
  sticks(list);
}

function notes(event) {
  const list = event.currentTarget;
  list.atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
}

function sticks(list) {
  if (list.atEnd !== false) list.scrollTop = list.scrollHeight;
}
