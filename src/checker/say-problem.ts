/** Turns the problems of a call's arguments into diagnostics, with the fix where one is sure. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import { isSpelling, suggest } from "../diagnostics/suggest.ts";
import { withArticle } from "../diagnostics/with-article.ts";
import type { EntryProblem } from "../library/entry-problem.ts";
import type { Span } from "../source.ts";
import { categoryOf, categoryWords } from "./category-words.ts";
import { textAt } from "./run.ts";
import { type Scope, say } from "./scope.ts";
import { slipInValue } from "./slip-in-value.ts";

/** Says all problems of a call. An argument is not missing where an unknown one seems to be meant for it. */
export function sayProblems(problems: readonly EntryProblem[], scope: Scope): void {
  const meant = new Set(problems.map(meantArgument));
  for (const problem of problems)
    if (problem.problem !== "missing-argument" || !meant.has(`${problem.entry}.${problem.name}`))
      sayProblem(problem, scope);
}

function meantArgument(problem: EntryProblem): string | undefined {
  return problem.problem === "unknown-argument"
    ? `${problem.entry}.${suggest(problem.name, problem.candidates)}`
    : undefined;
}

export function sayProblem(problem: EntryProblem, scope: Scope): void {
  switch (problem.problem) {
    case "unknown-name":
      sayUnknownEntry(problem, scope);
      break;
    case "unknown-argument":
      sayUnknownArgument(problem, scope);
      break;
    case "duplicate-argument": {
      const related = [{ span: problem.first, message: "it is first given here" }];
      const holes = { what: "argument", name: problem.name, help: "Remove one of the two." };
      say(scope, messages.givenTwice, problem.span, holes, { related });
      break;
    }
    case "wrong-kind":
      sayWrongKind(problem, scope);
      break;
    default:
      say(scope, messages.wrongArgument, problem.span, wordsOf(problem));
  }
}

type PlainProblem = Extract<EntryProblem, { problem: "missing-argument" | "too-many-arguments" | "rule" }>;

function wordsOf(problem: PlainProblem): { found: string; expected?: string; help?: string } {
  if (problem.problem === "rule") return ruleWords(problem);
  const { entry } = problem;
  if (problem.problem === "too-many-arguments") {
    const found = `\`${entry}\` takes at most ${counted(problem.most, "argument")}; this one is too many.`;
    return { found, help: "Remove it, or give it to the argument that it is meant for: `name=value`." };
  }
  const { name, kind } = problem;
  const expected = `It is ${withArticle(kind)}.`;
  return {
    found: `\`${entry}\` needs its argument \`${name}\`.`,
    expected,
    help: `Write \`${entry}(${name}=…)\`.`,
  };
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

/** `kernelSize` is sure to mean `kernel_size`. */
function sayUnknownArgument(problem: EntryProblem & { problem: "unknown-argument" }, scope: Scope): void {
  const { span, entry, name, candidates } = problem;
  const suggestion = suggest(name, candidates);
  const sure = suggestion !== undefined && isSpelling(suggestion, name);
  const holes = { what: `argument of \`${entry}\``, name, suggestion, known: [...new Set(candidates)] };
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
  const suggestion = suggest(name, candidates);
  const known = [...new Set(candidates)];
  say(
    scope,
    messages.unknownName,
    span,
    { what, name, suggestion, known },
    { fix: renaming(scope, span, name, suggestion) },
  );
}

/** The edit that puts one name in another's place. */
function renaming(
  scope: Scope,
  span: Span,
  name: string | undefined,
  next: string | undefined,
  sure = false,
): Fix | undefined {
  const text = textAt(scope.run, span);
  if (name === undefined || next === undefined || (text !== name && text !== JSON.stringify(name)))
    return undefined;
  return { title: `Write ${next}`, safe: sure, edits: [{ span, text: next }] };
}

function sayWrongKind(problem: EntryProblem & { problem: "wrong-kind" }, scope: Scope): void {
  const { span, entry, name, expected, found, candidates = [] } = problem;
  const place = name === undefined ? "" : ` for \`${name}\`${entry === undefined ? "" : ` of \`${entry}\``}`;
  const word = /`(\w+)`|"(\w+)"/.exec(found);
  const written = word?.[1] ?? word?.[2];
  const suggestion = written === undefined ? undefined : suggest(written, candidates);
  const text = textAt(scope.run, span);
  const slip = slipInValue(text, expected);
  const edits = slip === undefined ? [] : [{ span, text: slip.text }];
  const fix =
    slip === undefined
      ? renaming(scope, span, written, suggestion)
      : { title: `Write ${slip.text}`, safe: false, edits };
  const help = slip?.help ?? helpFor(problem, suggestion, text, scope);
  const holes = { found: `I found ${found}${place}.`, expected: `I expected: ${expected}.`, help };
  say(scope, messages.wrongArgument, span, holes, { fix });
}

function helpFor(
  { entry, name, expected }: EntryProblem & { problem: "wrong-kind" },
  suggestion: string | undefined,
  text: string,
  { run }: Scope,
): string {
  if (expected.includes("whole number") && text.includes("/"))
    return `This division leaves a rest; write \`floor(${text})\` to drop it.`;
  if (suggestion !== undefined) return `Did you mean \`${suggestion}\`?`;
  const isKnown = Object.values(run.library).some(
    ({ find }) => entry !== undefined && find(entry) !== undefined,
  );
  if (isKnown) return `\`nnc explain ${entry}\` shows its arguments.`;
  return name === undefined ? "Give it such a value." : `Give \`${name}\` such a value.`;
}

/** `1 value`, `2 values`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
