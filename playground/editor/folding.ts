/** What can be folded, as the language server sees it: bodies, flows over several lines, runs of comments. */
import { codeFolding, foldGutter, foldKeymap, foldService } from "@codemirror/language";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import type { FoldingRange } from "vscode-languageserver-protocol";
import { type AfterTyping, afterTyping } from "./after-typing.ts";

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const set = StateEffect.define<readonly Stretch[]>();

const stretches = StateField.define<readonly Stretch[]>({
  create: () => [],
  update: (before, { effects, changes, docChanged }) => {
    const found = effects.find((effect) => effect.is(set))?.value;
    if (found !== undefined || !docChanged) return found ?? before;
    return before.map(({ from, to }) => ({ from: changes.mapPos(from), to: changes.mapPos(to) }));
  },
});

export function folding(): Extension {
  return [
    stretches,
    foldService.of(
      (state, start, end) =>
        state.field(stretches).find(({ from, to }) => start <= from && from <= end && to > end) ?? null,
    ),
    codeFolding({ placeholderText: " … " }),
    foldGutter({
      foldingChanged: ({ startState, state }) => startState.field(stretches) !== state.field(stretches),
    }),
    keymap.of(foldKeymap),
    afterTyping(refresh),
  ];
}

async function refresh({ view, doc, ask }: AfterTyping): Promise<void> {
  const found = await ask<readonly FoldingRange[] | null>("textDocument/foldingRange");
  if (found === undefined) return;
  const folds = (found ?? []).map(({ startLine, endLine }) => ({
    from: doc.line(startLine + 1).to,
    to: doc.line(endLine + 1).to,
  }));
  view.dispatch({ effects: set.of(folds) });
}
