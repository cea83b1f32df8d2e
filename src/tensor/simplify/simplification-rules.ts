/** All rules of simplification, in the order in which they are tried. */
import type { Rule } from "../rewrite.ts";
import { absorbTransposes } from "./absorb-transposes.ts";
import { dropBroadcasts } from "./drop-broadcasts.ts";
import { elementwiseRules } from "./elementwise-rules.ts";
import { foldRepeatedConstant, foldSmall, foldUniform } from "./fold-constants.ts";
import { hoistSteady } from "./hoist-steady.ts";
import { narrowLoop } from "./narrow-loop.ts";
import { shapeRules } from "./shape-rules.ts";

const RULES: readonly Rule[] = [
  foldUniform,
  foldSmall,
  foldRepeatedConstant,
  byName(elementwiseRules),
  byName(shapeRules),
  absorbTransposes,
  dropBroadcasts,
  narrowLoop,
  hoistSteady,
];

/** The first replacement that a rule has for the operation. */
export const simplificationRules: Rule = (operation, context) => {
  for (const rule of RULES) {
    const replacement = rule(operation, context);
    if (replacement !== undefined) return replacement;
  }
  return undefined;
};

function byName(rules: Readonly<Record<string, Rule>>): Rule {
  return (operation, context) =>
    Object.hasOwn(rules, operation.op) ? rules[operation.op](operation, context) : undefined;
}
