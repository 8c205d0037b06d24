// Lines, areas and bars over categories, as SVG. Only the picture: chart.js says the same in words.

import { h } from "../dom.js";

const NARROW = 560;
const TICKS = 5;
const LETTER = 6.6;

/** Draw a line, area or bar chart. */
export function drawMarks(chart) {
  const frame = framed(chart);
  return h(
    "svg",
    { viewBox: `0 0 ${frame.width} ${frame.height}` },
    drawGrid(frame),
    drawCategories(frame),
    drawAxisNames(frame, chart.axis_config),
    chart.series.map((series, number) => DRAWERS[chart.type](frame, ordered(series, frame), number, chart.series.length)),
  );
}

const DRAWERS = { line: drawLine, area: drawArea, bar: drawBars };

function framed(chart) {
  const width = innerWidth < NARROW ? 340 : 580;
  const values = chart.series.flatMap(({ data }) => data.map(({ value }) => value));
  const scale = ticks(Math.min(0, ...values), Math.max(0, ...values));
  const left = 12 + LETTER * Math.max(...scale.map((tick) => String(tick).length)) + (chart.axis_config.y_label ? 16 : 0);
  const bottom = 26 + (chart.axis_config.x_label ? 18 : 0);
  return { width, height: 220, left, right: 12, top: 10, bottom, scale, categories: chart.axis_config.categories };
}

// Round steps of 1, 2 or 5 times a power of ten, so that the axis carries numbers people use.
function ticks(low, high) {
  const raw = (high - low || 1) / TICKS;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((each) => each * power >= raw) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, number) => Number(((first + number) * step).toPrecision(12)));
}

function y(frame, value) {
  const [low, high] = [frame.scale[0], frame.scale.at(-1)];
  const room = frame.height - frame.top - frame.bottom;
  return frame.top + room * (1 - (value - low) / (high - low));
}

function slot(frame) {
  return (frame.width - frame.left - frame.right) / frame.categories.length;
}

function x(frame, position) {
  return frame.left + slot(frame) * (position + 0.5);
}

function ordered(series, frame) {
  return frame.categories.map((label) => series.data.find((point) => point.label === label).value);
}

function drawGrid(frame) {
  return frame.scale.map((tick) => [
    h("path", { class: tick === 0 ? "axis" : "grid", d: `M${frame.left} ${y(frame, tick)}H${frame.width - frame.right}` }),
    h("text", { x: frame.left - 6, y: y(frame, tick) + 4, "text-anchor": "end" }, tick),
  ]);
}

function drawCategories(frame) {
  const longest = Math.max(...frame.categories.map((label) => label.length)) * LETTER + 8;
  const every = Math.max(1, Math.ceil(longest / slot(frame)));
  const base = frame.height - frame.bottom + 16;
  return frame.categories.map((label, position) =>
    position % every ? null : h("text", { x: x(frame, position), y: base, "text-anchor": "middle" }, label),
  );
}

function drawAxisNames(frame, { x_label: across, y_label: up }) {
  const middle = (frame.height - frame.bottom + frame.top) / 2;
  return [
    across && h("text", { class: "axis-name", x: (frame.left + frame.width) / 2, y: frame.height - 4, "text-anchor": "middle" }, across),
    up && h("text", { class: "axis-name", transform: `translate(12 ${middle}) rotate(-90)`, "text-anchor": "middle" }, up),
  ];
}

function path(frame, values) {
  return values.map((value, position) => `${position ? "L" : "M"}${x(frame, position).toFixed(1)} ${y(frame, value).toFixed(1)}`).join("");
}

function drawLine(frame, values, number) {
  return [
    h("path", { class: `line stroke-${number} dash-${number}`, d: path(frame, values) }),
    values.map((value, position) => h("circle", { class: `fill-${number}`, cx: x(frame, position), cy: y(frame, value), r: 3.2 }, h("title", null, `${frame.categories[position]}: ${value}`))),
  ];
}

function drawArea(frame, values, number) {
  const base = y(frame, 0);
  const closed = `${path(frame, values)}L${x(frame, values.length - 1)} ${base}L${x(frame, 0)} ${base}Z`;
  return [h("path", { class: `area fill-${number}`, d: closed }), h("path", { class: `line stroke-${number}`, d: path(frame, values) })];
}

function drawBars(frame, values, number, count) {
  const width = Math.min((slot(frame) * 0.72) / count, 44);
  return values.map((value, position) => {
    const left = x(frame, position) + (number - count / 2) * width;
    const [top, bottom] = [y(frame, Math.max(value, 0)), y(frame, Math.min(value, 0))];
    const size = { x: left + 1, y: top, width: Math.max(width - 2, 1), height: Math.max(bottom - top, 1) };
    return h("rect", { class: `fill-${number}`, rx: 2, ...size }, h("title", null, `${frame.categories[position]}: ${value}`));
  });
}
