/** Turns the problems of a call's arguments into diagnostics, with the fix where one is sure. */
import { messages } from "../diagnostics/messages.ts";
import { isSpelling, suggest } from "../diagnostics/suggest.ts";
import { withArticle } from "../diagnostics/with-article.ts";
import type { EntryProblem } from "../library/entry-problem.ts";
import type { Span } from "../source.ts";
import { categoryOf, categoryWords } from "./category-words.ts";
import { nameOfOthers } from "./names-of-others.ts";
import { removal } from "./removal.ts";
import { renaming } from "./renaming.ts";
import { reportKey, textAt } from "./run.ts";
import { sayWrongKind } from "./say-wrong-kind.ts";
import { findBlock, findLayer, findName, markBlockUsed, markUsed, type Scope, say, spanOf } from "./scope.ts";

/** Says all problems of a call. An argument is not missing where an unknown one seems to be meant for it. */
export function sayProblems(problems: readonly EntryProblem[], scope: Scope): void {
  const meant = new Set(problems.map(meantArgument));
  const missing = problems.filter(
    (problem) => problem.problem === "missing-argument" && !meant.has(`${problem.entry}.${problem.name}`),
  ) as readonly Missing[];
  const strange = problems.filter((problem) => isStrange(problem)) as readonly Unknown[];
  const only = missing.length === 1 && strange.length === 1 ? missing[0] : undefined;
  for (const problem of problems) {
    if (problem.problem === "missing-argument") continue;
    if (only !== undefined && problem === strange[0] && problem.entry === only.entry)
      sayUnknownArgument(problem, scope, only.name);
    else sayProblem(problem, scope);
  }
  for (const entry of new Set(missing.map((one) => one.entry)))
    if (only === undefined || strange[0].entry !== entry)
      sayMissing(
        missing.filter((one) => one.entry === entry),
        scope,
      );
}

type Missing = EntryProblem & { readonly problem: "missing-argument" };
type Unknown = EntryProblem & { readonly problem: "unknown-argument" };

/** An argument of a name that says nothing: it may stand for the one that is missing. */
function isStrange(problem: EntryProblem): boolean {
  return (
    problem.problem === "unknown-argument" &&
    meantBy(problem) === undefined &&
    nameOfOthers("argument", problem.name) === undefined
  );
}

function meantArgument(problem: EntryProblem): string | undefined {
  return problem.problem === "unknown-argument" ? `${problem.entry}.${meantBy(problem)}` : undefined;
}

/** The argument that an unknown name most likely means. */
function meantBy({ name, candidates }: Unknown): string | undefined {
  const other = nameOfOthers("argument", name);
  const ours = other !== undefined && "name" in other && candidates.includes(other.name);
  return ours ? other.name : suggest(name, candidates);
}

export function sayProblem(problem: EntryProblem, scope: Scope): void {
  switch (problem.problem) {
    case "unknown-name":
      sayUnknownEntry(problem, scope);
      break;
    case "unknown-argument":
      sayUnknownArgument(problem, scope);
      break;
    case "duplicate-argument":
      sayTwice(problem, scope);
      break;
    case "missing-argument":
      sayMissing([problem], scope);
      break;
    case "wrong-kind":
      sayWrongKind(problem, scope);
      break;
    default:
      say(scope, messages.wrongArgument, problem.span, wordsOf(problem, scope));
  }
}

type PlainProblem = Extract<EntryProblem, { problem: "too-many-arguments" | "rule" }>;

function wordsOf(problem: PlainProblem, scope: Scope): { found: string; expected?: string; help?: string } {
  if (problem.problem === "rule") return ruleWords(problem);
  const { entry, most } = problem;
  const takes = most === 0 ? "no arguments" : `at most ${counted(most, "argument")}`;
  const found = `\`${entry}\` takes ${takes}; this one is too many.`;
  const other = nameOfOthers("layer or block", entry);
  const help =
    other !== undefined && "name" in other
      ? `Did you mean \`${other.name}\`?`
      : most === 0
        ? "Remove it; values that go in stand before: `(a, b) -> …`."
        : takesList(entry, scope)
          ? `Remove it, or make a list of them: \`${entry}([…])\`.`
          : "Remove it, or give it to the argument that it is meant for: `name=value`.";
  return { found, help };
}

/** Whether its one argument is a list: `reshape(4, 4, 1)` means `reshape([4, 4, 1])`. */
function takesList(entry: string, { run }: Scope): boolean {
  const kinds = Object.values(run.library.layers.find(entry)?.parameters ?? {});
  return kinds.length === 1 && kinds[0].name.includes("list of");
}

/** All arguments that one call lacks, in one report. */
function sayMissing(missing: readonly Missing[], scope: Scope): void {
  const [{ entry, name, kind, span }] = missing;
  const names = missing.map((one) => `\`${one.name}\``).join(" and ");
  const bare = /^\w+(\(\s*\))?$/.test(textAt(scope.run, span));
  const given = missing.map((one) => `${one.name}=…`).join(", ");
  say(scope, messages.wrongArgument, span, {
    found: `\`${entry}\` needs its argument${missing.length === 1 ? "" : "s"} ${names}.`,
    ...(missing.length === 1 ? { expected: `It is ${withArticle(kind)}.` } : {}),
    help:
      bare || name === undefined ? `Write \`${entry}(${given})\`.` : `Add \`${given}\` to what it is given.`,
  });
}

/** The first one may stand in its place, without a name: then it takes the order of the arguments to see it. */
function sayTwice(problem: EntryProblem & { problem: "duplicate-argument" }, scope: Scope): void {
  const { entry, name, first, span } = problem;
  const before = textAt(scope.run, { ...first, start: Math.max(0, first.start - 200), end: first.start });
  const isNamed = /=\s*$/.test(before);
  const message = isNamed
    ? "it is first given here"
    : `without a name this is \`${name}\`, by its place among the arguments of \`${entry}\``;
  const holes = { what: "argument", name, help: "Remove one of the two." };
  const fix = isNamed ? removal(scope.run, span, "argument") : undefined;
  say(scope, messages.givenTwice, span, holes, { related: [{ span: first, message }], fix });
}

/** What a rule between arguments found: as sentences, and with an act. */
function ruleWords({ found, expected, help }: Extract<PlainProblem, { problem: "rule" }>) {
  const isSentence = expected.endsWith(".");
  return {
    found: found.endsWith(".") ? found : `${found.charAt(0).toUpperCase()}${found.slice(1)}.`,
    expected: isSentence ? expected : `I expected ${expected}.`,
    help: help ?? "Change one of the two.",
  };
}

/** `kernelSize` is sure to mean `kernel_size`; `p` seems to be meant for `missing`, which alone is not given. */
function sayUnknownArgument(problem: Unknown, scope: Scope, missing?: string): void {
  const { span, entry, name, candidates } = problem;
  const other = nameOfOthers("argument", name);
  const suggestion = meantBy(problem) ?? missing;
  const sure = suggestion !== undefined && isSpelling(suggestion, name);
  const help = other !== undefined && "help" in other && suggestion === undefined ? other.help : undefined;
  const holes = { what: `argument of \`${entry}\``, name, suggestion, known: [...new Set(candidates)], help };
  say(scope, messages.unknownName, span, holes, { fix: renaming(scope, span, name, suggestion, sure) });
}

/** A name that another category of the library has is explained as what it is. */
function sayUnknownEntry(problem: EntryProblem & { problem: "unknown-name" }, scope: Scope): void {
  const { category, span, name, candidates } = problem;
  const what = categoryWords.get(category) ?? category;
  const isA = categoryOf(name, scope.run.library);
  if (isA === undefined) sayUnknown(scope, span, what, name, candidates);
  else say(scope, messages.unknownName, span, { what, name, isA, known: [...new Set(candidates)] });
}

/** An unknown name with what it may have been meant to be; the edit is offered where the text under it is the name. */
export function sayUnknown(
  scope: Scope,
  span: Span,
  what: string,
  name: string,
  candidates: readonly string[],
): void {
  // What is meant is looked for once, however often the block around it is used.
  if (scope.run.reported.has(reportKey({ code: messages.unknownName.code, span }))) return;
  const other = nameOfOthers(what, name);
  const suggestion =
    other === undefined ? suggest(name, candidates) : "name" in other ? other.name : undefined;
  const help = other !== undefined && "help" in other ? other.help : undefined;
  const known = [...new Set(candidates)];
  if (suggestion !== undefined) markMeant(suggestion, span, scope);
  say(
    scope,
    messages.unknownName,
    span,
    { what, name, suggestion, known, help },
    // Another framework's arguments would be left behind the new name.
    { fix: other === undefined || what === "loss" ? renaming(scope, span, name, suggestion) : undefined },
  );
}

/** What a misspelt name seems to mean is not left over. */
function markMeant(name: string, use: Span, scope: Scope): void {
  const block = findBlock(scope, name);
  const layer = findLayer(scope, name);
  const binding = findName(scope, name);
  if (block !== undefined) markBlockUsed(block);
  if (layer !== undefined) markUsed(scope, spanOf(layer.scope, layer.statement.name), use);
  if (binding !== undefined) markUsed(scope, binding.span, use);
}

/** `1 value`, `2 values`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
