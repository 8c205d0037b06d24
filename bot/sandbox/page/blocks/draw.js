// Every block by its type. What cannot be drawn is never passed over: it stands there in red.

import { h } from "../dom.js";
import { drawActions, drawContextActions, drawInput } from "./actions.js";
import { drawChart } from "./chart.js";
import { drawCard, drawCarousel, drawContainer } from "./groups.js";
import { drawAlert, drawContext, drawHeader, drawImage, drawMarkdown, drawSection, drawVideo } from "./layout.js";
import { drawRichText } from "./rich_text.js";
import { drawDataTable, drawTable } from "./table.js";
import { CannotDraw } from "./undrawn.js";

const DRAWERS = {
  actions: drawActions,
  alert: drawAlert,
  card: drawCard,
  carousel: (block, where) => drawCarousel(block, where, drawBlock),
  container: (block, where) => drawContainer(block, where, drawBlock),
  context: drawContext,
  context_actions: drawContextActions,
  data_table: drawDataTable,
  data_visualization: drawChart,
  divider: () => h("hr"),
  header: drawHeader,
  image: drawImage,
  input: drawInput,
  markdown: drawMarkdown,
  rich_text: (block) => drawRichText(block.elements),
  section: drawSection,
  table: drawTable,
  video: drawVideo,
};

/** Draw blocks. `where` tells the surface: `on` for the sandbox, `scope` for ids, `errors` by block. */
export function drawBlocks(blocks, where) {
  return h("div", { class: "blocks" }, blocks.map((block) => drawBlock(block, where)));
}

function drawBlock(block, where) {
  return h("div", { key: block.block_id, class: `block ${block.type}`, "data-type": block.type }, drawn(block, where));
}

function drawn(block, where) {
  try {
    const drawer = DRAWERS[block.type];
    if (!drawer) throw new CannotDraw(block.type);
    return drawer(block, where);
  } catch (failure) {
    if (!(failure instanceof CannotDraw)) throw failure;
    console.error(failure.message);
    return h("p", { class: "undrawn", role: "alert", "data-undrawn": failure.type }, failure.message);
  }
}
