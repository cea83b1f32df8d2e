/** Where the program says what fills an input or target: its binding in the `data` block, else its declaration. */
import type { Model } from "../../../checker/model.ts";
import type { Span } from "../../../source.ts";

export function bindingPlace({ data }: Model, port: { readonly name: string; readonly span: Span }): Span {
  return data?.bindings.find(({ name }) => name === port.name)?.span ?? port.span;
}
