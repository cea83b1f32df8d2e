/** Reads the losses: for each output a sum of library losses with their factors (`mse * 0.5 + mae`). */
import { messages } from "../diagnostics/messages.ts";
import { readCall } from "../library/kinds/read-call.ts";
import type { Binary, Expression, Setting } from "../parser/tree.ts";
import type { Draft } from "./draft.ts";
import { evaluate, evaluateNumber } from "./evaluate.ts";
import type { LossTerm, OutputLoss } from "./model.ts";
import { functions } from "./numbers.ts";
import { type Outputs, perOutput } from "./per-output.ts";
import { type LossPlace, readLossBlock } from "./read-loss-block.ts";
import { sayProblems } from "./say-problem.ts";
import { findBlock, findName, type Scope, say, spanOf } from "./scope.ts";

/** By output: its loss, `none` where the file says so, `broken` where it is wrong. */
export type Losses = ReadonlyMap<string, OutputLoss | "none" | "broken">;

export function readLosses(settings: ReadonlyMap<string, Setting>, given: Outputs, draft: Draft): Losses {
  const { scope } = given;
  const factors = readFactors(settings.get("loss_weights"), given);
  const losses = new Map<string, OutputLoss | "none" | "broken">();
  const setting = settings.get("loss");
  for (const { output, value } of setting === undefined ? [] : perOutput(setting, given)) {
    const span = spanOf(scope, value);
    if (losses.has(output)) {
      const help = "Add several losses of an output up: `mse + mae`.";
      say(scope, messages.givenTwice, span, { what: "loss of", name: output, help });
      continue;
    }
    if (value.kind === "None") losses.set(output, "none");
    else {
      const terms = readTerms(value, factors.get(output) ?? 1, { ...given, draft, output });
      losses.set(output, terms === undefined ? "broken" : { output, terms, span });
    }
  }
  return losses;
}

function readFactors(setting: Setting | undefined, given: Outputs): ReadonlyMap<string, number> {
  const factors = new Map<string, number>();
  for (const { output, value } of setting === undefined ? [] : perOutput(setting, given)) {
    const factor = evaluateNumber(value, given.scope);
    if (factor !== undefined) factors.set(output, factor);
  }
  return factors;
}

/** The terms of a sum, or undefined after a report. */
function readTerms(
  expression: Expression,
  factor: number,
  place: LossPlace,
): readonly LossTerm[] | undefined {
  switch (expression.kind) {
    case "Missing":
      return undefined;
    case "Group":
      return readTerms(expression.value, factor, place);
    case "Unary":
      return readTerms(expression.value, -factor, place);
    case "Binary":
      return readBinary(expression, factor, place);
    default:
      return readTerm(expression, factor, place);
  }
}

function readBinary(expression: Binary, factor: number, place: LossPlace): readonly LossTerm[] | undefined {
  const { scope } = place;
  const { operator, left, right } = expression;
  if (operator === "+" || operator === "-") {
    const first = readTerms(left, factor, place);
    const second = readTerms(right, operator === "-" ? -factor : factor, place);
    return first === undefined || second === undefined ? undefined : [...first, ...second];
  }
  const [times, loss] = isConstant(left, scope) ? [left, right] : [right, left];
  if (
    (operator !== "*" && operator !== "/") ||
    (operator === "/" && times === left) ||
    !isConstant(times, scope)
  ) {
    const found = "This cannot be read as a loss.";
    const expected = "Losses can be added, and multiplied with numbers.";
    say(scope, messages.wrongArgument, spanOf(scope, expression), {
      found,
      expected,
      help: "Write it as `mse * 0.5 + mae`.",
    });
    return undefined;
  }
  const number = evaluateNumber(times, scope);
  if (number === undefined) return undefined;
  return readTerms(loss, operator === "*" ? factor * number : factor / number, place);
}

function isConstant(expression: Expression, scope: Scope): boolean {
  switch (expression.kind) {
    case "Number":
      return true;
    case "Group":
    case "Unary":
      return isConstant(expression.value, scope);
    case "Binary":
      return isConstant(expression.left, scope) && isConstant(expression.right, scope);
    case "Name":
      return findName(scope, expression.text)?.kind === "constant";
    case "Call":
      return functions.has(expression.name.text);
    default:
      return false;
  }
}

function readTerm(expression: Expression, factor: number, place: LossPlace): readonly LossTerm[] | undefined {
  const { scope } = place;
  const name = nameOf(expression);
  const block = scope.run.library.losses.find(name) === undefined ? findBlock(scope, name) : undefined;
  if (block !== undefined && (expression.kind === "Name" || expression.kind === "Call")) {
    const read = readLossBlock(block, expression, place);
    return read === undefined ? undefined : [{ factor, block: read }];
  }
  if (findName(scope, name)?.kind === "flow") return sayValue(expression, scope);
  const value = evaluate(expression, scope);
  if (value === undefined) return undefined;
  const result = readCall(value, "losses", "loss", scope.run);
  if ("plain" in result) return [{ factor, call: result.plain }];
  sayProblems(result.problems, scope);
  return undefined;
}

function nameOf(expression: Expression): string {
  return expression.kind === "Call"
    ? expression.name.text
    : expression.kind === "Name"
      ? expression.text
      : "";
}

function sayValue(expression: Expression, scope: Scope): undefined {
  say(scope, messages.notSupported, spanOf(scope, expression), {
    what: "A value of the flow as a loss is",
    help: "Use a loss of the library (`nnc list losses` shows them), or a block with the inputs truth and prediction.",
  });
}
