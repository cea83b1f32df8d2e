/** Reads the arguments of `class`, `onehot`, `binary` and `multilabel`: how many classes there are, and what they are called. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import type { Expression, TypeExpression } from "../parser/tree.ts";
import { evaluate, evaluateNumber } from "./evaluate.ts";
import type { Meaning } from "./model.ts";
import { readRange } from "./read-type.ts";
import { textAt } from "./run.ts";
import { type Scope, say, spanOf } from "./scope.ts";

/** Undefined after a report, or where the type is none of these. */
export function readClasses(type: TypeExpression, scope: Scope): Meaning | undefined {
  const given = (type.arguments?.items ?? []).map(({ value }) => value);
  switch (type.name?.text) {
    case "class":
      return readClass(type, given, scope);
    case "binary":
      return readBinary(type, given, scope);
    case "onehot":
    case "multilabel": {
      const count = readCount(type, given, scope);
      return count === undefined ? undefined : { kind: type.name.text, count };
    }
    default:
      return undefined;
  }
}

function readClass(type: TypeExpression, given: readonly Expression[], scope: Scope): Meaning | undefined {
  const [first] = given;
  if (given.length === 1 && first.kind === "Binary" && first.operator === "..")
    return readNumbered(type, first, scope);
  const names = given.map((item) => evaluate(item, scope));
  if (names.some((name) => name === undefined)) return undefined;
  if (names.length > 1 && names.every((name) => name?.kind === "name"))
    return sayUnquoted(type, given, scope);
  if (!names.some((name) => name?.kind === "string")) {
    const count = readCount(type, given, scope);
    return count === undefined ? undefined : { kind: "class", count, first: 0 };
  }
  const texts = names.flatMap((name) => (name?.kind === "string" ? [name.text] : []));
  if (texts.length < given.length)
    return sayWrong(
      type,
      scope,
      "The classes are partly texts and partly something else.",
      "Write all of them as texts, in double quotes.",
    );
  const double = texts.find((text, i) => texts.indexOf(text) !== i);
  if (double !== undefined)
    return sayWrong(
      type,
      scope,
      `The class ${JSON.stringify(double)} stands twice.`,
      "Name each class once.",
    );
  if (texts.length < 2)
    return sayWrong(type, scope, "One class alone leaves nothing to decide.", "Name the others too.");
  return { kind: "class", count: texts.length, first: 0, names: texts };
}

/** `class(1..3)`: numbers that do not begin at 0. */
function readNumbered(type: TypeExpression, range: Expression, scope: Scope): Meaning | undefined {
  const read = readRange(range, scope);
  if (read === undefined) return undefined;
  const { low, high } = read;
  const count = high - low + 1;
  if (Number.isInteger(low) && Number.isInteger(high) && count >= 2 && count <= mostClasses)
    return { kind: "class", count, first: low };
  return sayWrong(
    type,
    scope,
    `${low}..${high} cannot number classes.`,
    "Write two whole numbers, such as `class(1..3)`.",
  );
}

function readBinary(type: TypeExpression, given: readonly Expression[], scope: Scope): Meaning | undefined {
  if (given.length === 0) return { kind: "binary" };
  const [no, yes, ...more] = given.map((item) => evaluate(item, scope));
  if (no?.kind === "string" && yes?.kind === "string" && more.length === 0 && no.text !== yes.text)
    return { kind: "binary", names: [no.text, yes.text] };
  return sayWrong(
    type,
    scope,
    "`binary` takes nothing, or the two labels.",
    'Write `binary("no", "yes")`, the label for 1 last.',
  );
}

const mostClasses = 2 ** 31 - 1;

function readCount(type: TypeExpression, given: readonly Expression[], scope: Scope): number | undefined {
  const name = type.name?.text;
  const least = name === "multilabel" ? 1 : 2;
  const [count] = given;
  if (given.length !== 1) return sayNoCount(type, given, scope);
  const number = evaluateNumber(count, scope);
  if (number === undefined) return undefined;
  if (Number.isInteger(number) && number >= least && number <= mostClasses) return number;
  const help = number === 1 ? "For yes or no, write `binary`." : `Write a whole number of at least ${least}.`;
  return sayWrong(type, scope, `${number} cannot be a number of classes.`, help);
}

/** `class(10, 20, 30)`: labels that do not follow upon each other are names. */
function sayNoCount(type: TypeExpression, given: readonly Expression[], scope: Scope): undefined {
  const name = type.name?.text;
  const labels = given.map((item) => JSON.stringify(textAt(scope.run, spanOf(scope, item)))).join(", ");
  const help =
    name === "class" && given.length > 1
      ? `Write \`class(${given.length})\`; where the data holds these labels, \`class(${labels})\`.`
      : `Write \`${name}(10)\`.`;
  return sayWrong(type, scope, `\`${name}\` takes the number of classes.`, help);
}

function sayWrong(type: TypeExpression, scope: Scope, found: string, help: string): undefined {
  say(scope, messages.wrongArgument, spanOf(scope, type.arguments ?? type), { found, help });
}

/** `class(red, green)`: names of classes are texts. */
function sayUnquoted(type: TypeExpression, given: readonly Expression[], scope: Scope): undefined {
  const texts = given.map((item) => textAt(scope.run, spanOf(scope, item)));
  const edits = given.map((item, i) => ({ span: spanOf(scope, item), text: JSON.stringify(texts[i]) }));
  const help = `Write \`${type.name?.text}(${texts.map((text) => JSON.stringify(text)).join(", ")})\`.`;
  const fix: Fix = { title: "Put them in quotes", safe: true, edits };
  const found = "The names of classes are texts, and stand in double quotes.";
  say(scope, messages.wrongArgument, spanOf(scope, type.arguments ?? type), { found, help }, { fix });
}
