/** The steps of a text with everything that was traced at them: a step inside a block or `repeat` is traced once for each use and round. */
import type { Draft, TracedStep } from "../checker/draft.ts";
import type { Compiled } from "../compile.ts";
import type { Span } from "../source.ts";
import type { Snapshot } from "./snapshot.ts";

/** One tracing of a step: the model that it is in, and what went in and came out there. */
export interface Traced {
  readonly draft: Draft;
  readonly step: TracedStep;
}

/** A step as it stands in the text. */
export interface StepInText {
  readonly span: Span;
  readonly nameSpan: Span;
  readonly traced: readonly Traced[];
}

/** By where the step starts, in the order of the text; one file's steps only. */
export type StepsInText = ReadonlyMap<number, StepInText>;

const known = new WeakMap<Compiled, Map<string, StepsInText>>();

export function stepsIn(compiled: Compiled, file: string): StepsInText {
  const files = known.get(compiled) ?? new Map<string, StepsInText>();
  known.set(compiled, files);
  const steps = files.get(file) ?? gatherSteps(compiled, file);
  files.set(file, steps);
  return steps;
}

/** The steps of a text; a file of blocks alone shows what its blocks are in the programs that import it. */
export function stepsOf(snapshot: Snapshot): StepsInText {
  const { source, surroundings } = snapshot;
  const compiled = snapshot.compiled();
  const own = stepsIn(compiled, source.file);
  if (compiled.tree.statements.every(({ kind }) => kind !== "Block") || compiled.models.length > 0)
    return own;
  const name = source.file.split("/").at(-1) ?? source.file;
  const users = surroundings
    .programs()
    .filter((program) => program.source.file !== source.file && program.source.text.includes(name));
  return merged([own, ...users.slice(0, mostUsers).map((user) => stepsIn(user.compiled(), source.file))]);
}

const mostUsers = 4;

function merged([own, ...others]: readonly StepsInText[]): StepsInText {
  const all = new Map(own);
  for (const [start, step] of others.flatMap((steps) => [...steps])) {
    const known = all.get(start);
    all.set(start, known === undefined ? step : { ...known, traced: [...known.traced, ...step.traced] });
  }
  return new Map([...all].toSorted(([a], [b]) => a - b));
}

function gatherSteps({ index }: Compiled, file: string): StepsInText {
  const found = new Map<number, StepInText & { readonly traced: Traced[] }>();
  for (const draft of index.drafts)
    for (const step of draft.steps) {
      const { span, nameSpan } = step;
      if (span.file !== file) continue;
      const before = found.get(span.start);
      if (before === undefined) found.set(span.start, { span, nameSpan, traced: [{ draft, step }] });
      else before.traced.push({ draft, step });
    }
  return new Map([...found].toSorted(([a], [b]) => a - b));
}
