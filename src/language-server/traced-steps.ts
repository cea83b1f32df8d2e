/** The steps of a text with everything that was traced at them: a step inside a block or `repeat` is traced once for each use and round. */
import type { Draft, TracedStep } from "../checker/draft.ts";
import type { Compiled } from "../compile.ts";
import type { Span } from "../source.ts";

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
