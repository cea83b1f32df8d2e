/** Checks a block that nobody uses: with unknown inputs and parameters, its names and arguments can still be wrong. */
import type { Flowing } from "./around.ts";
import { nothingAround } from "./around.ts";
import { checkBody } from "./check-body.ts";
import { declare } from "./declare.ts";
import { createDraft } from "./draft.ts";
import { type BlockDeclaration, innerScope, spanOf } from "./scope.ts";

export function checkBlockAlone({ statement, scope: home }: BlockDeclaration): void {
  const scope = innerScope(home);
  for (const { name } of statement.parameters) {
    declare(scope, name, "parameter", {
      kind: "constant",
      span: spanOf(scope, name),
      value: () => undefined,
    });
  }
  const draft = createDraft("block");
  scope.run.index.drafts.push(draft);
  const around = { ...nothingAround, open: [statement] };
  const flowing: Flowing = {
    draft,
    scope,
    around,
    current: undefined,
    inputs: [],
    arriving: [],
    round: "",
  };
  checkBody(statement.body.statements, flowing, "block");
}
