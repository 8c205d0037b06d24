// What names an input for screen readers.

/** Return the attributes every input shares: what names it, what describes it, whether it is wrong. */
export function named(label, more) {
  return {
    id: more.id,
    "aria-label": more.required === undefined ? label || "Choose" : null,
    "aria-describedby": more.described ?? null,
    "aria-invalid": more.invalid ? "true" : null,
    "aria-required": more.required ? "true" : null,
  };
}
