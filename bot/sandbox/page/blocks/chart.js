// Charts: a picture for the eye, a sentence for the ear, and the figures as a table for both.

import { h } from "../dom.js";
import { drawPie } from "./pie.js";
import { drawMarks } from "./plot.js";
import { CannotDraw } from "./undrawn.js";

const PLOTS = ["line", "area", "bar"];

export function drawChart(block) {
  const { chart } = block;
  const series = chart.type === "pie" ? [{ name: block.title, data: chart.segments }] : chart.series;
  const picture = draw(block);
  const id = `chart-${block.block_id}`.replace(/[^\w-]/g, "_");
  return h(
    "figure",
    { class: "chart", "aria-labelledby": id },
    h("figcaption", { id }, block.title),
    h("div", { class: "chart-picture", role: "img", "aria-label": told(block, series) }, picture),
    drawLegend(chart),
    h("details", { class: "figures" }, h("summary", null, "Show the figures"), drawFigures(chart, series)),
  );
}

function draw(block) {
  if (block.chart.type === "pie") return drawPie(block.chart.segments);
  if (PLOTS.includes(block.chart.type)) return drawMarks(block.chart);
  throw new CannotDraw(`${block.chart.type} chart`);
}

function told(block, series) {
  const each = series.map(({ name, data }) => `${name}: ${data.map((point) => `${point.label} ${point.value}`).join(", ")}`);
  return `${block.title}, ${block.chart.type} chart. ${each.join(". ")}`;
}

function drawLegend(chart) {
  const names = chart.type === "pie" ? chart.segments.map(({ label, value }) => `${label} ${value}`) : chart.series.map(({ name }) => name);
  if (chart.type !== "pie" && names.length < 2) return null;
  const entries = names.map((name, number) =>
    h("li", null, h("svg", { class: "key", viewBox: "0 0 14 14", "aria-hidden": "true" }, keyMark(chart.type, number)), name),
  );
  return h("ul", { class: "legend" }, entries);
}

function keyMark(type, number) {
  if (type === "line") return [h("path", { class: `stroke-${number} dash-${number}`, d: "M0 7h14" }), h("circle", { class: `fill-${number}`, cx: 7, cy: 7, r: 3 })];
  return h("rect", { class: `fill-${number}`, x: 1, y: 1, width: 12, height: 12, rx: 3 });
}

function drawFigures(chart, series) {
  const labels = chart.type === "pie" ? chart.segments.map(({ label }) => label) : chart.axis_config.categories;
  const rows = labels.map((label) => {
    const cells = series.map(({ data }) => h("td", { class: "right" }, data.find((point) => point.label === label)?.value));
    return h("tr", null, h("th", { scope: "row" }, label), cells);
  });
  const head = h("tr", null, h("th", { scope: "col" }, chart.axis_config?.x_label ?? ""), series.map(({ name }) => h("th", { scope: "col", class: "right" }, name)));
  return h("div", { class: "table-frame", role: "region", "aria-label": "Figures", tabindex: 0 }, h("table", null, h("thead", null, head), h("tbody", null, rows)));
}
