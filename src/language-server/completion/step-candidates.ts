/** What may be a step: blocks, shared layers, parameters that hold a layer, and the library's layers, those first that fit the values. */

import type { Scope } from "../../checker/scope.ts";
import type { Compiled } from "../../compile.ts";
import { docComment } from "../../parser/doc-comment.ts";
import { inputsOf } from "../../parser/inputs-of.ts";
import type { BlockStatement } from "../../parser/tree.ts";
import type { Source } from "../../source.ts";
import type { Type } from "../../tensor/index.ts";
import { type Candidate, kinds } from "./candidate.ts";
import { entryCandidate } from "./entry-candidate.ts";
import { generality } from "./fitting-layers.ts";

/** The text that is being written, and what is known of it. */
export interface Home {
  readonly compiled: Compiled;
  readonly source: Source;
}

/** Without types, where it is not known what arrives, all layers are alike. */
export function stepCandidates(
  scope: Scope,
  types: readonly Type[] | undefined,
  home: Home,
): readonly Candidate[] {
  return [...ownSteps(scope, types?.length, home), ...layerCandidates(scope, types)];
}

/** `arriving`: how many values flow in, where that is known. */
function ownSteps(scope: Scope, arriving: number | undefined, home: Home): readonly Candidate[] {
  const layers = [...scope.layers.keys()].map((label) => ({
    label,
    kind: kinds.block,
    rank: 0,
    detail: "shared layer",
  }));
  const blocks = [...scope.blocks.values()].map(({ statement, scope: { file } }) => {
    const fits = arriving === undefined || arriving === inputsOf(statement).length;
    return { ...blockCandidate(statement, file, home), rank: fits ? 0 : misfit };
  });
  const held = [...scope.names].flatMap(([label, binding]) => {
    const value = binding.kind === "constant" ? binding.value() : undefined;
    const isStep = value?.kind === "name" || value?.kind === "call";
    return isStep ? [{ label, kind: kinds.constant, rank: 0, detail: "parameter" }] : [];
  });
  const outer = scope.parent === undefined ? [] : ownSteps(scope.parent, arriving, home);
  return [...layers, ...held, ...blocks, ...outer];
}

/** Blocks that can be a loss: with two inputs, the truth and the prediction. */
export function lossBlockCandidates(scope: Scope, home: Home): readonly Candidate[] {
  const own = [...scope.blocks.values()]
    .filter(({ statement }) => inputsOf(statement).length === 2)
    .map(({ statement, scope: { file } }) => ({ ...blockCandidate(statement, file, home), rank: 3 }));
  return scope.parent === undefined ? own : [...own, ...lossBlockCandidates(scope.parent, home)];
}

function blockCandidate(
  { name, parameters, start }: BlockStatement,
  file: string,
  { compiled, source }: Home,
): Candidate {
  const label = name.kind === "Name" ? name.text : "";
  const parsed = compiled.index.files.get(file)?.parsed;
  const doc = parsed === undefined ? undefined : docComment(parsed, start);
  const needed = parameters.filter(({ value }) => value === undefined).map(({ name: { text } }) => text);
  return {
    label,
    kind: kinds.block,
    rank: 0,
    detail: file === source.file ? "block" : `block of ${file}`,
    ...(doc === undefined ? {} : { documentation: doc }),
    insert: called(label, needed),
  };
}

/** `conv2d(${1:filters}, ${2:kernel_size})`. */
export function called(name: string, needed: readonly string[]): string {
  if (needed.length === 0) return name;
  return `${name}(${needed.map((parameter, i) => `\${${i + 1}:${parameter}}`).join(", ")})`;
}

/** The layers of the library, and the activations that stand for one. */
export function layerCandidates(
  { run: { library } }: Scope,
  types: readonly Type[] | undefined,
): readonly Candidate[] {
  const layers = library.layers.entries.map((layer) => {
    const general = types === undefined ? 0 : generality(layer, types, library);
    const rank = general === undefined ? misfit : fitting + general;
    return { ...entryCandidate("layers", layer, rank), detail: layer.family };
  });
  const activations = library.activations.entries
    .filter(({ name }) => library.layers.find(name) === undefined)
    .map((entry) => ({
      ...entryCandidate(
        "activations",
        entry,
        types !== undefined && types.length > 1 ? misfit : fitting + 50,
      ),
      detail: "activation",
    }));
  return [...layers, ...activations];
}

const fitting = 100;
/** Behind everything that fits: it is valid text all the same, and its message explains what is wrong. */
const misfit = 900;
