// The failure of a block or element the page cannot draw.

/** Thrown by drawers; the block it stands in shows it in red. */
export class CannotDraw extends Error {
  constructor(type) {
    super(`The page cannot draw “${type}”.`);
    this.type = type;
  }
}
