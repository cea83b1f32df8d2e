/** The edit that gives a layer another number of values, where the old one stands there as a number. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Application } from "./model.ts";
import type { RuleContext } from "./rule-context.ts";
import { counted } from "./say-problem.ts";

export function countFix(
  layer: Application,
  values: number,
  wanted: number,
  context: RuleContext,
): Fix | undefined {
  const written = context.written(layer);
  const place = written.get("units") ?? written.get("filters");
  if (place === undefined || context.text(place.span) !== String(values)) return undefined;
  return {
    title: `Give it ${counted(wanted, "value")}`,
    safe: false,
    edits: [{ span: place.span, text: String(wanted) }],
  };
}
