/** Checks a `layer` that nobody uses: whatever would flow into it, its names and arguments can still be wrong. */
import type { Flowing } from "./around.ts";
import { createDraft } from "./draft.ts";
import type { LayerDeclaration } from "./scope.ts";
import { useStep } from "./use-step.ts";

/** `flowing` is the body around it, whose limits hold here too. */
export function checkLayerAlone({ statement, scope }: LayerDeclaration, { draft, around }: Flowing): void {
  const own = { ...createDraft("layer"), spent: draft.spent };
  scope.run.index.drafts.push(own);
  const inside = { ...around, open: [...around.open, statement] };
  const flowing: Flowing = { draft: own, scope, around: inside, current: [undefined], inputs: [], round: "" };
  for (const step of statement.steps) useStep(step, [undefined], flowing);
}
