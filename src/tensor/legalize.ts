/** What an engine lacks, rewritten into what it has: the last pass, since simplifying afterwards would undo it. */
import { findComposite } from "./find-definition.ts";
import type { Program } from "./program.ts";
import { type Rule, rewrite } from "./rewrite.ts";
import { hoistSteady } from "./simplify/hoist-steady.ts";
import { withoutDeadCode } from "./without-dead-code.ts";

/** By the name of an operation: its replacement from the same inputs, or undefined where the engine has it. */
export type LegalizeRules = Readonly<Record<string, Rule>>;

/**
 * The program with each rule applied to every operation of its name, and to what replacements are made of, in loop bodies
 * too. Composites that `keep` does not name are expanded first (all are kept without it). Work that a replacement brings into a
 * loop and that is the same in each step moves out. Symbolic dims stay symbolic; dead code goes.
 */
export function legalize(program: Program, rules: LegalizeRules, keep?: ReadonlySet<string>): Program {
  const rule: Rule = (operation, context) => {
    const { op, attributes } = operation;
    const replacement = Object.hasOwn(rules, op) ? rules[op](operation, context) : undefined;
    if (replacement !== undefined || keep === undefined || keep.has(op)) return replacement;
    return findComposite(op)?.expand(context.inputs, attributes);
  };
  const legal = withoutDeadCode(rewrite(program, () => ({ rule })));
  return withoutDeadCode(rewrite(legal, () => ({ rule: hoistSteady })));
}
