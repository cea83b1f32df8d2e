/** The comments above the parts of a function. */
import type { Body } from "./body.ts";
import { code } from "./code.ts";
import { lineComment } from "./comment.ts";
import { WIDTH } from "./expression.ts";
import type { Section } from "./unit.ts";

/** Puts a remark before the line of that number: not the same one twice, and after an empty line where a new phase begins. */
export function remark(body: Body, before: number, text: string, section?: Section): void {
  if (body.quiet) return;
  const { phase, text: last } = body.remarked;
  const next = section === undefined ? phase : body.facts.program.origins[section.origin].phase;
  const space = phase !== undefined && next !== phase ? [code``] : [];
  if (text !== last) body.lines.splice(before, 0, ...space, lineComment(text, WIDTH - 2 * body.depth));
  Object.assign(body.remarked, { text, phase: next });
}
