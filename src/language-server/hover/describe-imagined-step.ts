/** What a step of a block would make of values, where nobody uses the block yet: shapes with names for the sizes. */
import type { TracedStep } from "../../checker/draft.ts";
import { imaginedAround } from "../imagined/imagined-around.ts";
import { showImagined } from "../imagined/named-sizes.ts";
import type { Snapshot } from "../snapshot.ts";
import type { StepInText } from "../traced-steps.ts";

export function describeImaginedStep({ span }: StepInText, snapshot: Snapshot): string {
  const uses = imaginedAround(snapshot, span.start);
  const shown = (values: (step: TracedStep) => TracedStep["outputs"]) =>
    showImagined(uses, ({ steps }) => steps.filter((step) => step.span.start === span.start).map(values));
  const [before, after] = [shown(({ inputs }) => inputs), shown(({ outputs }) => outputs)];
  if (after === undefined) return "";
  const shapes = before === undefined ? `→ \`${after}\`` : `\`${before}\` → \`${after}\``;
  return `**In any use** ${shapes}`;
}
