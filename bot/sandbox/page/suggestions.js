// What the composer suggests: slash commands as their writer described them, people, channels.

import { h } from "./dom.js";
import { store } from "./store.js";

const MOST = 8;
const MENTION = /(?:^|\s)([@#])([^@#\n]*)$/;

/** Return what could complete the line: `label`, `about`, `insert`, and whether suggesting goes on. */
export function suggestions(line, inThread) {
  if (line.startsWith("/") && !inThread) {
    const commands = completions(line);
    if (commands.length) return commands;
  }
  const mention = MENTION.exec(line);
  return mention ? mentions(line, mention[1], mention[2]) : [];
}

function completions(line) {
  const typed = line.toLowerCase();
  const words = typed.trimEnd().split(/\s+/).length - (typed.endsWith(" ") ? 0 : 1);
  const found = store.seen.hints.filter((hint) => hint.line.startsWith(typed) && hint.line.split(" ").length <= words + 1);
  return found.slice(0, 2 * MOST).map((hint) => {
    const goesOn = store.seen.hints.some((other) => other.line.startsWith(`${hint.line} `));
    const needsMore = goesOn || hint.usage;
    return { label: hint.line, usage: hint.usage, about: hint.about, insert: needsMore ? `${hint.line} ` : hint.line, goesOn };
  });
}

function mentions(line, sign, sought) {
  const names = sign === "@" ? [...store.seen.people.map(({ name }) => name), store.seen.bot.name] : store.seen.places.filter(({ kind }) => kind !== "direct").map(({ name }) => name);
  const before = line.slice(0, line.length - sought.length - 1);
  const found = names.filter((name) => name.toLowerCase().startsWith(sought.toLowerCase()) && name.toLowerCase() !== sought.toLowerCase());
  return found.slice(0, MOST).map((name) => ({ label: sign + name, usage: "", about: "", insert: `${before}${sign}${name} `, goesOn: false }));
}

/** Return the fullest hint that the line already matches and that says more than the line. */
export function usageOf(line) {
  if (!line.startsWith("/")) return null;
  const telling = store.seen.hints.filter((hint) => hint.usage || hint.about);
  const matching = telling.filter((hint) => `${line.trimEnd()} `.toLowerCase().startsWith(`${hint.line} `));
  return matching.sort((one, other) => other.line.length - one.line.length)[0] ?? null;
}

/** Draw the list above the composer. */
export function drawSuggestions(found, at, id, take) {
  const items = found.map((choice, number) =>
    h(
      "li",
      {
        key: choice.label,
        id: `${id}-suggestion-${number}`,
        role: "option",
        class: number === at ? "at" : "",
        "aria-selected": String(number === at),
        drawn: number === at ? (el) => el.scrollIntoView({ block: "nearest" }) : null,
        onmousedown: (event) => event.preventDefault(),
        onclick: () => take(choice),
      },
      h("span", { class: "suggested" }, choice.label, choice.usage && h("code", null, choice.usage)),
      choice.about && h("span", { class: "hint" }, choice.about),
    ),
  );
  return h("ul", { key: "suggestions", class: "suggestions", id: `${id}-suggestions`, role: "listbox", "aria-label": "Suggestions" }, items);
}
