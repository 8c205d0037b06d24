// Tables: plain ones, and data tables with a caption and pages.

import { h } from "../dom.js";
import { keep, kept } from "../store.js";
import { drawRichText } from "./rich_text.js";
import { CannotDraw } from "./undrawn.js";

const ROWS_PER_PAGE = 5;

export function drawTable(block) {
  const columns = block.column_settings ?? [];
  const rows = block.rows.map((row, number) =>
    h(
      "tr",
      null,
      row.map((cell, position) => {
        const looks = `${columns[position]?.align ?? "left"} ${columns[position]?.is_wrapped ? "wrapped" : ""}`;
        return number ? h("td", { class: looks }, drawCell(cell)) : h("th", { class: looks, scope: "col" }, drawCell(cell));
      }),
    ),
  );
  return framed("Table", h("table", null, h("thead", null, rows[0]), h("tbody", null, rows.slice(1))));
}

export function drawDataTable(block, where) {
  const [head, ...rows] = block.rows;
  const size = block.page_size ?? ROWS_PER_PAGE;
  const name = `page ${where.scope} ${block.block_id}`;
  const last = Math.max(Math.ceil(rows.length / size) - 1, 0);
  const page = Math.min(kept(name, 0), last);
  const shown = rows.slice(page * size, (page + 1) * size);
  const table = h(
    "table",
    null,
    h("caption", null, block.caption),
    h("thead", null, h("tr", null, head.map((cell, at) => h("th", { scope: "col", class: side(rows[0]?.[at]) }, drawCell(cell))))),
    h("tbody", null, shown.map((row) => drawRow(row, block.row_header_column_index))),
  );
  return [framed(block.caption, table), last > 0 && drawPages(name, page, last, rows.length)];
}

function drawRow(row, headerAt) {
  const cells = row.map((cell, at) =>
    at === headerAt ? h("th", { scope: "row" }, drawCell(cell)) : h("td", { class: side(cell) }, drawCell(cell)),
  );
  return h("tr", null, cells);
}

function drawPages(name, page, last, count) {
  const to = (wanted) => () => keep(name, wanted);
  return h(
    "div",
    { class: "pages" },
    h("button", { type: "button", class: "button quiet", disabled: page === 0, onclick: to(page - 1) }, "Previous"),
    h("span", { role: "status" }, `Page ${page + 1} of ${last + 1} · ${count} rows`),
    h("button", { type: "button", class: "button quiet", disabled: page === last, onclick: to(page + 1) }, "Next"),
  );
}

// A table may be wider than the page; then it scrolls by itself, also by keyboard.
function framed(label, table) {
  return h("div", { class: "table-frame", role: "region", "aria-label": label, tabindex: 0 }, table);
}

function side(cell) {
  return cell?.type === "raw_number" ? "right" : "left";
}

function drawCell(cell) {
  if (cell.type === "rich_text") return drawRichText(cell.elements);
  if (cell.type === "raw_text") return cell.text;
  if (cell.type === "raw_number") return cell.text ?? String(cell.value);
  throw new CannotDraw(`table cell ${cell.type}`);
}
