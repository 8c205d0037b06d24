// Drawing: nodes are plain data, and a redraw changes only what differs. Text only ever becomes text nodes,
// so nothing a person or the bot wrote can turn into markup.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "indeterminate", "selected", "muted"]);

/** Return a node to be drawn. Props: `key`, `on…` handlers, `created(el)`, `drawn(el)`, attributes. */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, children: flat(children) };
}

/** Return a node that is made anew only when something in `deps` is another than before. `make` returns a `tag`. */
export function lazy(tag, key, deps, make) {
  return { tag, props: { key }, deps, make };
}

function flat(children) {
  const kept = children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false);
  return kept.map((each) => (typeof each === "object" ? each : { text: String(each) }));
}

/** Make the children of `parent` be these nodes, keeping elements (their focus, their scroll) where possible. */
export function draw(parent, nodes) {
  const wanted = flat([nodes]);
  const keys = new Set(wanted.map((node) => node.props?.key).filter((key) => key !== undefined));
  const keyed = new Map([...parent.childNodes].filter((el) => el.drawnKey !== undefined).map((el) => [el.drawnKey, el]));
  let cursor = parent.firstChild;
  for (const [position, node] of wanted.entries()) {
    // Removing what is gone before looking on keeps the rest in place: moving an element would cost its focus.
    while (cursor && cursor.drawnKey !== undefined && !keys.has(cursor.drawnKey)) cursor = removed(cursor);
    cursor = withoutGone(cursor, node, wanted.length - position);
    const key = node.props?.key;
    const found = key === undefined ? cursor : keyed.get(key);
    if (found && fits(found, node)) {
      if (found === cursor) cursor = cursor.nextSibling;
      else parent.insertBefore(found, cursor);
      update(found, node);
    } else {
      parent.insertBefore(create(node, parent), cursor);
    }
  }
  while (cursor) cursor = removed(cursor);
}

// Where there are more elements than nodes left, those without a key that do not fit are what went away.
function withoutGone(start, node, left) {
  let cursor = start;
  let extra = -left;
  for (let each = start; each; each = each.nextSibling) extra += 1;
  while (extra > 0 && cursor.drawnKey === undefined && !fits(cursor, node)) {
    cursor = removed(cursor);
    extra -= 1;
  }
  return cursor;
}

function removed(element) {
  const next = element.nextSibling;
  element.remove();
  return next;
}

function fits(element, node) {
  if (node.text !== undefined) return element.nodeType === Node.TEXT_NODE;
  return element.drawnTag === node.tag && element.drawnKey === node.props.key;
}

function create(node, parent) {
  if (node.text !== undefined) return document.createTextNode(node.text);
  if (node.make) return Object.assign(create(node.make(), parent), { drawnDeps: node.deps });
  const inSvg = node.tag === "svg" || parent.namespaceURI === SVG;
  const element = inSvg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  element.drawnTag = node.tag;
  element.drawnKey = node.props.key;
  element.drawnProps = {};
  // Once it stands in the document: focus and dialogues need that.
  if (node.props.created) queueMicrotask(() => node.props.created(element));
  update(element, node);
  return element;
}

function update(element, node) {
  if (node.text !== undefined) {
    if (element.data !== node.text) element.data = node.text;
    return;
  }
  if (node.make) {
    if (isSame(element.drawnDeps, node.deps)) return;
    element.drawnDeps = node.deps;
    update(element, node.make());
    return;
  }
  if (node.props.keep !== true) draw(element, node.children);
  for (const name of Object.keys(element.drawnProps)) if (!(name in node.props)) set(element, name, null);
  for (const [name, value] of Object.entries(node.props)) set(element, name, value);
  element.drawnProps = node.props;
  if (node.props.drawn) queueMicrotask(() => element.isConnected && node.props.drawn(element));
}

function isSame(before, deps) {
  return before?.length === deps.length && deps.every((each, position) => each === before[position]);
}

function set(element, name, value) {
  if (name === "key" || name === "created" || name === "drawn" || name === "keep") return;
  if (name.startsWith("on")) element[name.toLowerCase()] = value;
  else if (PROPERTIES.has(name)) setProperty(element, name, value);
  else if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== (value === true ? "" : String(value))) {
    element.setAttribute(name, value === true ? "" : value);
  }
}

function setProperty(element, name, value) {
  // Whoever is typing knows better than an answer that is on its way.
  const isTyping = name === "value" && element === document.activeElement && element.tagName !== "SELECT";
  if (!isTyping && element[name] !== (value ?? "")) element[name] = value ?? "";
}
