/** Decorations that the language server is asked for after each pause in typing; until its answer comes they move along with the text. */
import { type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { type AfterTyping, afterTyping } from "./after-typing.ts";

export function askedDecorations<Answer>(
  method: string,
  params: (about: AfterTyping) => object,
  decorate: (answer: Answer, about: AfterTyping) => readonly Range<Decoration>[],
): Extension {
  const set = StateEffect.define<DecorationSet>();
  const shown = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (before, { effects, changes }) =>
      effects.find((effect) => effect.is(set))?.value ?? before.map(changes),
    provide: (field) => EditorView.decorations.from(field),
  });
  const refresh = async (about: AfterTyping) => {
    const answer = await about.ask<Answer | null>(method, params(about));
    if (answer === undefined) return;
    const ranges = answer === null ? [] : decorate(answer, about);
    about.view.dispatch({ effects: set.of(Decoration.set([...ranges], true)) });
  };
  return [shown, afterTyping(refresh)];
}
