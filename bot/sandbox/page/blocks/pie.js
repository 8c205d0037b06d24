// A pie, as SVG: slices from the top, clockwise. Only the picture: chart.js says the same in words.

import { h } from "../dom.js";

const RADIUS = 84;
const HOLE = 46;

/** Draw a pie chart. */
export function drawPie(segments) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  let before = 0;
  const slices = segments.map(({ label, value }, number) => {
    const shape = slice(before / total, (before += value) / total);
    return h("path", { class: `slice fill-${number}`, d: shape, "fill-rule": "evenodd" }, h("title", null, `${label}: ${value}`));
  });
  return h("svg", { class: "pie", viewBox: "-100 -100 200 200" }, slices);
}

function slice(from, to) {
  // A whole circle begins where it ends, which an arc cannot say: it is drawn as two rings.
  if (to - from > 0.9999) return ring(RADIUS) + ring(HOLE);
  const wide = to - from > 0.5 ? 1 : 0;
  const outer = `M${point(from, RADIUS)}A${RADIUS} ${RADIUS} 0 ${wide} 1 ${point(to, RADIUS)}`;
  return `${outer}L${point(to, HOLE)}A${HOLE} ${HOLE} 0 ${wide} 0 ${point(from, HOLE)}Z`;
}

function ring(radius) {
  return `M0 ${-radius}A${radius} ${radius} 0 1 1 0 ${radius}A${radius} ${radius} 0 1 1 0 ${-radius}Z`;
}

function point(share, radius) {
  const angle = 2 * Math.PI * share - Math.PI / 2;
  return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
}
