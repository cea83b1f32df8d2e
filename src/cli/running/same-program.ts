/** Whether two models are the same program: everything but where it stands in a file, its documentation, and the settings that the saved run keeps. */
import type { Model } from "../../checker/model.ts";

export function sameProgram(a: Model, b: Model): boolean {
  return essence(a) === essence(b);
}

function essence({ doc: _doc, train, ...model }: Model): string {
  const { callbacks, classWeight } = train;
  return JSON.stringify({ ...model, callbacks, classWeight }, (key, value: unknown) =>
    key === "span" || key === "spans" ? undefined : value,
  );
}
