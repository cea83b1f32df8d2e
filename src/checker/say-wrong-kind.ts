/** Says that a value is of another kind than its parameter takes: with the slip that it shows, the name that was meant, or the default. */
import { messages } from "../diagnostics/messages.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { WithParameters } from "../library/entry.ts";
import type { EntryProblem } from "../library/entry-problem.ts";
import { printPlain } from "../library/print-plain.ts";
import { renaming } from "./renaming.ts";
import { textAt } from "./run.ts";
import { findName, markUsed, type Scope, say, visibleNames } from "./scope.ts";
import { slipInValue } from "./slip-in-value.ts";

type WrongKind = EntryProblem & { readonly problem: "wrong-kind" };

export function sayWrongKind(problem: WrongKind, scope: Scope): void {
  const { span, entry, name, expected, found, candidates = [] } = problem;
  const place = name === undefined ? "" : ` for \`${name}\`${entry === undefined ? "" : ` of \`${entry}\``}`;
  const word = /`(\w+)`|"(\w+)"/.exec(found);
  const written = word?.[1] ?? word?.[2];
  const suggestion = written === undefined ? undefined : suggest(written, candidates);
  if (suggestion === undefined && sayMisspeltConstant(written, problem, scope)) return;
  const text = textAt(scope.run, span);
  const slip = slipInValue(text, expected);
  const fix =
    slip?.text === undefined
      ? renaming(scope, span, written, slip === undefined ? suggestion : undefined)
      : { title: `Write ${slip.text}`, safe: false, edits: [{ span, text: slip.text }] };
  const help = slip?.help ?? helpFor(problem, suggestion, text, scope);
  const holes = { found: `I found ${found}${place}.`, expected: `I expected: ${expected}.`, help };
  say(scope, messages.wrongArgument, span, holes, { fix });
}

/** `dense(hiden)` where a constant is called `hidden`: that one is not left over then. */
function sayMisspeltConstant(written: string | undefined, { span, found }: WrongKind, scope: Scope): boolean {
  if (written === undefined || !found.startsWith("the name")) return false;
  const constants = visibleNames(scope, "names").filter((one) => findName(scope, one)?.kind === "constant");
  const meant = suggest(written, constants);
  const binding = meant === undefined ? undefined : findName(scope, meant);
  if (meant === undefined || binding === undefined) return false;
  markUsed(scope, binding.span, span);
  const holes = { what: "constant", name: written, suggestion: meant };
  say(scope, messages.unknownName, span, holes, { fix: renaming(scope, span, written, meant) });
  return true;
}

function helpFor(
  { entry, name, expected }: WrongKind,
  suggestion: string | undefined,
  text: string,
  scope: Scope,
): string {
  if (expected.includes("whole number") && text.includes("/"))
    return `This division leaves a rest; write \`floor(${text})\` to drop it.`;
  if (suggestion !== undefined) return `Did you mean \`${suggestion}\`?`;
  const usual = defaultOf(entry, name, scope);
  if (usual !== undefined) return `Leave it out for the default, ${usual}.`;
  const [, length] = /or a list of (\d) of them$/.exec(expected) ?? [];
  if (length !== undefined && text.startsWith("[")) return `Write a list of ${length}.`;
  if (entriesCalled(entry, scope).length > 0) return `\`nnc explain ${entry}\` shows its arguments.`;
  return name === undefined ? "Give it such a value." : `Give \`${name}\` such a value.`;
}

/** The default of a parameter as it would be written; undefined where there is none. */
function defaultOf(entry: string | undefined, name: string | undefined, scope: Scope): string | undefined {
  const kinds = entriesCalled(entry, scope).flatMap(({ parameters }) => parameters[name ?? ""] ?? []);
  const usual = kinds[0]?.default;
  return usual === undefined || usual === null ? undefined : printPlain(usual);
}

function entriesCalled(name: string | undefined, { run }: Scope): readonly WithParameters[] {
  if (name === undefined) return [];
  return Object.values(run.library).flatMap(({ find }): readonly WithParameters[] => find(name) ?? []);
}
