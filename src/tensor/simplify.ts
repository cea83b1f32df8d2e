/** The same results, bit for bit, with less work: constants, common subexpressions, exact algebra, loops, dead code. */
import type { Program } from "./program.ts";
import { type Rewriter, type Rule, rewrite } from "./rewrite.ts";
import { commonSubexpressions } from "./simplify/common-subexpressions.ts";
import { simplificationRules } from "./simplify/simplification-rules.ts";
import { withoutDeadCode } from "./without-dead-code.ts";

/** No program needs this many rounds; beyond it rules would be undoing each other. */
const MOST_ROUNDS = 32;

/** The simplified program. Symbolic dims stay symbolic, origins stay, and so do the names and order of inputs and outputs. */
export function simplify(program: Program): Program {
  let simplified = withoutDeadCode(program);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const changes = { count: 0 };
    const rewritten = rewrite(simplified, () => createSimplifier(changes));
    if (changes.count === 0) return simplified;
    simplified = withoutDeadCode(rewritten);
  }
  throw new Error(`the rules of simplification never settle on ${program.name}`);
}

function createSimplifier(changes: { count: number }): Rewriter {
  const common = commonSubexpressions();
  const rule: Rule = (operation, context) => {
    const replacement = simplificationRules(operation, context) ?? common.find(operation, context.inputs);
    if (replacement !== undefined) changes.count++;
    return replacement;
  };
  return { rule, kept: common.remember };
}
