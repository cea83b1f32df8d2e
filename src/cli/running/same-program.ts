/** Whether two models are the same program: everything but where it stands in a file, its documentation, and how long to train. */
import type { Model } from "../../checker/model.ts";

export function sameProgram(a: Model, b: Model): boolean {
  return essence(a) === essence(b);
}

function essence({ doc: _doc, train, ...model }: Model): string {
  const { epochs: _epochs, ...settings } = train;
  return JSON.stringify({ ...model, train: settings }, (key, value: unknown) =>
    key === "span" ? undefined : value,
  );
}
