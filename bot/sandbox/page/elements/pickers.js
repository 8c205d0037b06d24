// Dates and times: the browser's own pickers.

import { held, puts } from "../acting.js";
import { h } from "../dom.js";
import { store } from "../store.js";
import { named } from "./named.js";

const TYPES = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };

export function drawPicker(element, block, where, label, more) {
  const put = (event) => puts(where, block, element, event.target.value || null);
  const zone = element.timezone ?? (element.type === "datetimepicker" ? zoneOfViewer() : null);
  return [
    h("input", { ...named(label, more), class: "control short", type: TYPES[element.type], value: shown(element, held(element, more.id) ?? ""), onchange: put }),
    zone && h("span", { class: "hint zone" }, zone.replaceAll("_", " ")),
  ];
}

function zoneOfViewer() {
  return store.seen.viewer.zone;
}

// A moment is held as epoch seconds and shown on the viewer's wall clock, which need not be the browser's.
function shown(element, value) {
  if (element.type !== "datetimepicker" || typeof value !== "number") return value;
  const looks = { timeZone: zoneOfViewer(), dateStyle: "short", timeStyle: "short" };
  return new Intl.DateTimeFormat("sv-SE", looks).format(new Date(value * 1000)).replace(" ", "T");
}
