/** Reports a name that no value bears here; one that is given further down, or inside of a `repeat`, is said to be there. */
import { messages } from "../diagnostics/messages.ts";
import type { Body, Statement } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import type { Flowing } from "./around.ts";
import { sayUnknown } from "./say-problem.ts";
import { type Scope, say } from "./scope.ts";

export function sayUnknownValue(
  { scope, draft }: Pick<Flowing, "scope" | "draft">,
  span: Span,
  what: string,
  name: string,
  candidates: readonly string[],
): void {
  const place = namedElsewhere(name, span, scope);
  if (place === undefined) {
    sayUnknown(scope, span, what, name, candidates);
    return;
  }
  if (place.where === "below") draft.misordered = true;
  const related = [{ span: place.span, message: "it gets its name here" }];
  say(scope, messages.unknownName, span, { what, name, elsewhere: place.where }, { related });
}

interface NamedPlace {
  readonly where: "below" | "repeat";
  readonly span: Span;
}

function namedElsewhere(name: string, use: Span, { run }: Scope): NamedPlace | undefined {
  const statements = run.index.files.get(use.file)?.parsed.tree.statements ?? [];
  const home = statements.find(({ start, end }) => start <= use.start && use.end <= end);
  return home?.kind === "Model" || home?.kind === "Block" ? search(home.body, name, use, "below") : undefined;
}

/** The first flow of the body that gives the name; those of a `repeat` around the use are in reach of it. */
function search(
  { statements }: Body,
  name: string,
  use: Span,
  where: NamedPlace["where"],
): NamedPlace | undefined {
  for (const statement of statements) {
    const found =
      statement.kind === "Repeat"
        ? search(statement.body, name, use, around(statement, use) ? where : "repeat")
        : undefined;
    const given = statement.kind === "Flow" ? statement.names.find(({ text }) => text === name) : undefined;
    if (found !== undefined) return found;
    if (given !== undefined) return { where, span: { file: use.file, start: given.start, end: given.end } };
  }
  return undefined;
}

function around({ start, end }: Statement, use: Span): boolean {
  return start <= use.start && use.end <= end;
}
