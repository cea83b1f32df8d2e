/** `repeat`: its body written out once for each round, with the flow going through all of them. */
import { messages } from "../diagnostics/messages.ts";
import { describeValue } from "../library/kinds/describe-value.ts";
import type { Value } from "../library/value.ts";
import type { Name, RepeatStatement } from "../parser/tree.ts";
import type { Flowing } from "./around.ts";
import { checkBody } from "./check-body.ts";
import { declare } from "./declare.ts";
import { evaluate, evaluateNumber } from "./evaluate.ts";
import { spend } from "./limits.ts";
import { readRange } from "./read-type.ts";
import { counted } from "./say-problem.ts";
import { innerScope, type Scope, say, spanOf } from "./scope.ts";

/** The values of the names in one round; undefined where they are unknown. */
type Round = readonly (Value | undefined)[];

export function checkRepeat(statement: RepeatStatement, flowing: Flowing): void {
  const { scope, draft } = flowing;
  const span = spanOf(scope, statement.over);
  const rounds = statement.names.length === 0 ? countRounds(statement, scope) : listRounds(statement, scope);
  if (rounds !== undefined && !spend(draft, scope, "rounds", span, rounds.length)) {
    flowing.current = [undefined];
    return;
  }
  if (rounds === undefined) draft.broken = true;
  for (let round = 0; round < (rounds?.length ?? 1); round++) {
    checkRound(statement, rounds?.at(round) ?? [], round, flowing);
  }
  if (rounds === undefined) flowing.current = [undefined];
}

function checkRound(statement: RepeatStatement, values: Round, round: number, flowing: Flowing): void {
  const inner = innerScope(flowing.scope);
  statement.names.forEach((name, i) => {
    const value = values[i];
    declare(inner, name, "name", { kind: "constant", span: spanOf(inner, name), value: () => value });
  });
  const body: Flowing = { ...flowing, gathered: undefined, scope: inner, round: `${flowing.round}.${round}` };
  checkBody(statement.body.statements, body, "repeat");
  flowing.current = body.current;
}

interface Rounds {
  readonly length: number;
  readonly at: (round: number) => Round | undefined;
}

function countRounds(statement: RepeatStatement, scope: Scope): Rounds | undefined {
  const count = evaluateNumber(statement.over, scope);
  if (count === undefined) return undefined;
  if (Number.isInteger(count) && count >= 0) return { length: count, at: () => [] };
  const help =
    count < 0 ? "Write 0 or more." : `Write \`floor(…)\` around it, or ${Math.max(0, Math.round(count))}.`;
  say(scope, messages.wrongArgument, spanOf(scope, statement.over), {
    found: `A flow cannot be repeated ${count} times.`,
    expected: "I expected a whole number of at least 0.",
    help,
  });
  return undefined;
}

function listRounds({ names, over }: RepeatStatement, scope: Scope): Rounds | undefined {
  if (over.kind === "Binary" && over.operator === "..") return rangeRounds(names, over, scope);
  const value = evaluate(over, scope);
  if (value === undefined) return undefined;
  if (value.kind !== "list") return sayNoList(names, value, scope);
  const { items } = value;
  if (names.length === 1) return { length: items.length, at: (round) => [items[round]] };
  const wrong = items.find((item) => item.kind !== "list" || item.items.length !== names.length);
  if (wrong !== undefined) {
    const example = `[(${names.map((_, i) => i + 1).join(", ")}), …]`;
    say(scope, messages.numberOfValues, wrong.span, {
      found: `Here is ${describeValue(wrong)} for ${counted(names.length, "name")}.`,
      expected: `Each round needs a value for each of: ${names.map(({ text }) => text).join(", ")}.`,
      help: `Write the list as \`${example}\`.`,
    });
    return undefined;
  }
  return {
    length: items.length,
    at: (round) => {
      const item = items[round];
      return item.kind === "list" ? item.items : [];
    },
  };
}

function rangeRounds(
  names: readonly Name[],
  over: RepeatStatement["over"],
  scope: Scope,
): Rounds | undefined {
  const range = readRange(over, scope);
  if (range === undefined) return undefined;
  const { low, high } = range;
  const span = spanOf(scope, over);
  if (names.length > 1 || !Number.isInteger(low) || !Number.isInteger(high)) {
    const found =
      names.length > 1
        ? "A range gives one number in each round."
        : `${low}..${high} does not count in whole numbers.`;
    say(scope, messages.wrongArgument, span, { found, help: "Write a list of the values: `[16, 32, 64]`." });
    return undefined;
  }
  return { length: high - low + 1, at: (round) => [{ kind: "number", number: low + round, span }] };
}

function sayNoList(names: readonly Name[], value: Value, scope: Scope): undefined {
  const [{ text }] = names;
  const help =
    value.kind === "number"
      ? `To count, write \`repeat ${text} in 1..${value.number}\`.`
      : `Write \`repeat ${text} in [16, 32, 64]\`.`;
  say(scope, messages.wrongArgument, value.span, {
    found: `I found ${describeValue(value)} after \`in\`.`,
    expected: "I expected a list or a range.",
    help,
  });
}
