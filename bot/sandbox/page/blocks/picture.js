// Pictures, with the words that stand for them.

import { h } from "../dom.js";

/** Draw a picture; one that lives in Slack's own storage has no address here, so its words stand in. */
export function drawPicture(image, looks) {
  if (!image.image_url) return h("span", { class: `${looks} stored`, role: "img", "aria-label": image.alt_text }, image.alt_text);
  return h("img", { class: looks, src: image.image_url, alt: image.alt_text, loading: "lazy", referrerpolicy: "no-referrer" });
}
