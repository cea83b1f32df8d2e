/** Imports next to each other: ordered by path, one for each file, without the names that nothing uses. */
import { messages } from "../../diagnostics/messages.ts";
import type { ImportStatement } from "../../parser/tree.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Change, edit, type Stretch } from "./change.ts";
import { tidied } from "./tidied.ts";

/** Undefined where all is in order. Imports with mistakes in them, and comments between imports, stay where they are. */
export function organizeImports(snapshot: Snapshot): Change | undefined {
  const unused = unusedPlaces(snapshot);
  const { text } = snapshot.source;
  const edits = runsOf(snapshot).flatMap((run) => {
    const [start, end] = [run[0].start, run.at(-1)?.end ?? run[0].end];
    const after = printed(run, unused);
    if (after !== "") return text.slice(start, end) === after ? [] : [edit(snapshot, start, end, after)];
    return [edit(snapshot, start, end + (/^(?:\r?\n)*/.exec(text.slice(end))?.[0].length ?? 0), "")];
  });
  if (edits.length === 0) return undefined;
  return { title: "Organize imports", kind: "source.organizeImports", edits: tidied(snapshot, edits) };
}

function unusedPlaces({ source, compiled }: Snapshot): ReadonlySet<number> {
  const reports = compiled().diagnostics.filter(
    ({ code, span }) => code === messages.unused.code && span.file === source.file,
  );
  return new Set(reports.map(({ span }) => span.start));
}

/** Sound imports with nothing but empty space between them. */
function runsOf({ source: { text }, parsed }: Snapshot): readonly ImportStatement[][] {
  const { tree, comments, diagnostics } = parsed();
  const runs: ImportStatement[][] = [];
  for (const statement of tree.statements) {
    if (statement.kind !== "Import" || statement.path.kind === "Missing") continue;
    const broken = diagnostics.some(({ span }) => meet(span, statement));
    if (broken || comments.some((comment) => meet(comment, statement))) continue;
    const before = runs.at(-1)?.at(-1);
    if (before !== undefined && text.slice(before.end, statement.start).trim() === "")
      runs.at(-1)?.push(statement);
    else runs.push([statement]);
  }
  return runs;
}

function meet(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end;
}

function printed(run: readonly ImportStatement[], unused: ReadonlySet<number>): string {
  const names = new Map<string, Set<string>>();
  for (const { path, names: imported } of run) {
    if (path.kind === "Missing") continue;
    const known = names.get(path.value) ?? new Set();
    names.set(path.value, known);
    for (const name of imported) if (!unused.has(name.start)) known.add(name.text);
  }
  return [...names]
    .filter(([, imported]) => imported.size > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, imported]) => `import { ${[...imported].sort().join(", ")} } from ${JSON.stringify(path)}`)
    .join("\n");
}
