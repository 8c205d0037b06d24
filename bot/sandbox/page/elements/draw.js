// Every element by its type.

import { elementId } from "../acting.js";
import { drawPicture } from "../blocks/picture.js";
import { CannotDraw } from "../blocks/undrawn.js";
import { drawButton, drawFeedback, drawIconButton } from "./buttons.js";
import { drawChoice } from "./choices.js";
import { drawMany } from "./many.js";
import { drawOverflow } from "./overflow.js";
import { drawPicker } from "./pickers.js";
import { drawSelect } from "./select.js";
import { drawTyped } from "./typed.js";

const DRAWERS = {
  button: drawButton,
  workflow_button: drawButton,
  icon_button: drawIconButton,
  feedback_buttons: drawFeedback,
  overflow: drawOverflow,
  image: (image) => drawPicture(image, "thumbnail"),
  radio_buttons: drawChoice,
  checkboxes: drawChoice,
  static_select: drawSelect,
  users_select: drawSelect,
  conversations_select: drawSelect,
  channels_select: drawSelect,
  multi_static_select: drawMany,
  multi_users_select: drawMany,
  multi_conversations_select: drawMany,
  multi_channels_select: drawMany,
  datepicker: drawPicker,
  timepicker: drawPicker,
  datetimepicker: drawPicker,
  plain_text_input: drawTyped,
  rich_text_input: drawTyped,
  number_input: drawTyped,
  email_text_input: drawTyped,
  url_text_input: drawTyped,
};

/** Draw an element of a block. `label` names it where no label stands; `more` comes from an input block. */
export function drawElement(element, block, where, label, more = {}) {
  const drawer = DRAWERS[element.type];
  if (!drawer) throw new CannotDraw(element.type);
  return drawer(element, block, where, label, { id: elementId(where, block, element), ...more });
}
