/** The proof that is made before a refactoring is offered: compiled with it, the models are what they were. */
import type { Model } from "../../checker/model.ts";
import type { Compiled } from "../../compile.ts";
import type { Edit } from "../../diagnostics/diagnostic.ts";
import { retried } from "../retried.ts";
import type { Snapshot } from "../snapshot.ts";

/** Layers, weights, shapes, losses and training are the same; where they stand in the text, and in which blocks, is not asked. */
export function keepsModels(snapshot: Snapshot, edits: readonly Edit[]): boolean {
  return isProved(snapshot, edits, (model) => ({
    ...model,
    doc: undefined,
    values: model.values.map(({ type }) => type),
  }));
}

/** For changes that say more of a model than was said: its layers and weights are the same. */
export function keepsWeights(snapshot: Snapshot, edits: readonly Edit[]): boolean {
  return isProved(snapshot, edits, ({ layers, weights, applications }) => ({
    layers,
    weights,
    applications,
  }));
}

function isProved(snapshot: Snapshot, edits: readonly Edit[], facts: (model: Model) => unknown): boolean {
  const [before, after] = [snapshot.compiled(), retried(snapshot, edits)];
  return errorsOf(after) <= errorsOf(before) && text(before, facts) === text(after, facts);
}

function errorsOf({ diagnostics }: Compiled): number {
  return diagnostics.filter(({ severity }) => severity === "error").length;
}

const places: ReadonlySet<string> = new Set(["span", "blocks"]);

function text({ models }: Compiled, facts: (model: Model) => unknown): string {
  return JSON.stringify(models.map(facts), (key, value) => (places.has(key) ? undefined : value));
}
