/** What the models of a file do not use: blocks, checked by themselves, and everything else that has a name. */
import { report } from "../diagnostics/define-message.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import { checkBlockAlone } from "./check-block-alone.ts";
import type { CheckedModel } from "./check-model.ts";
import { declaredNames } from "./declared-names.ts";
import type { LoadedFile } from "./load-files.ts";
import { removal } from "./removal.ts";
import { placeKey, type Run } from "./run.ts";
import { say, spanOf } from "./scope.ts";

/** Checks what no model has reached. A file of blocks alone is there for others to import. */
export function checkUnreached({ parsed, scope }: LoadedFile, run: Run): void {
  for (const block of scope.blocks.values()) {
    const reached = run.used.has(placeKey(spanOf(block.scope, block.statement.name)));
    if (!reached && block.scope === scope) checkBlockAlone(block);
  }
  if (parsed.tree.statements.length > 0 || parsed.diagnostics.length > 0) return;
  const found = "This file declares nothing.";
  say(scope, messages.missingDeclaration, spanOf(scope, { start: 0, end: 0 }), {
    found,
    help: "Begin with a model: `model Name { input x: [4] … }`.",
  });
}

/** The names that nothing uses; not judged where a part of the file could not be read, since the use may stand there. */
export function unusedNames(
  file: LoadedFile,
  checked: readonly { readonly draft: Pick<CheckedModel["draft"], "exhausted"> }[],
  run: Run,
): readonly Diagnostic[] {
  const unread =
    file.parsed.diagnostics.some(({ severity }) => severity === "error") ||
    checked.some(({ draft }) => draft.exhausted);
  if (file.models.length === 0 || unread) return [];
  const declared = declaredNames(file.parsed.tree, file.scope).filter(
    ({ span }) => !run.used.has(placeKey(span)),
  );
  const imported = file.scope.imported.filter((one) => !run.used.has(placeKey(one.declared)));
  return [
    ...declared.map(({ what, name, span, isParameter }) => {
      // Without a parameter the uses of its block would give too much.
      const fix = isParameter ? undefined : removal(run, span, "statement");
      return report(messages.unused, span, { kind: "declaration", what, name }, { fix });
    }),
    ...imported.map(({ name, span }) => {
      const fix = removal(run, span, "name");
      return report(messages.unused, span, { kind: "declaration", what: "import", name }, { fix });
    }),
  ];
}
