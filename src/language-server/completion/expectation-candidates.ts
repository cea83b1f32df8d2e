/** What may stand in an `expect` of a test: outputs and arithmetic, and behind `species ==` the names of its classes. */
import type { Meaning, Model } from "../../checker/model.ts";
import type { Entry } from "../../parser/tree.ts";
import { showExample } from "../show-shapes.ts";
import { type Candidate, kinds } from "./candidate.ts";
import { functionCandidates } from "./expression-candidates.ts";
import type { Here } from "./here.ts";
import { constantCandidates } from "./value-candidates.ts";

export function expectationCandidates(
  model: Model | undefined,
  entry: Entry | undefined,
  here: Here,
  before: number,
): readonly Candidate[] {
  const outputs = (model?.outputs ?? []).map(({ name }) => ({
    label: name,
    kind: kinds.value,
    rank: 1,
    detail: "output",
  }));
  return [
    ...classCandidates(model, entry),
    ...outputs,
    ...functionCandidates(2),
    ...constantCandidates(here, before, 3),
  ];
}

/** What an input may be given: its labels, its class numbers, or a list of numbers. */
export function exampleCandidates(model: Model | undefined, input: string): readonly Candidate[] {
  const found = model?.inputs.find(({ name }) => name === input);
  if (found === undefined) return [];
  const { meaning, type } = found;
  if (meaning.kind === "class" || meaning.kind === "binary")
    return classesOf(meaning).map((label) => ({ label, kind: kinds.value, rank: 0, detail: "class" }));
  return [{ label: "[…]", kind: kinds.value, rank: 0, insert: "[$0]", detail: showExample(type) }];
}

/** The labels of classes as they are written, or their numbers, the first few. */
export function classesOf(meaning: Extract<Meaning, { kind: "class" | "binary" }>): readonly string[] {
  if (meaning.names !== undefined) return meaning.names.map((name) => JSON.stringify(name));
  if (meaning.kind === "binary") return ["0", "1"];
  return Array.from({ length: Math.min(meaning.count, 20) }, (_, i) => String(i + meaning.first));
}

function classCandidates(model: Model | undefined, entry: Entry | undefined): readonly Candidate[] {
  const value = entry?.value;
  if (value?.kind !== "Binary" || !["==", "!="].includes(value.operator)) return [];
  const { left } = value;
  const target = model?.targets.find(({ output }) => left.kind === "Name" && output === left.text);
  const { meaning } = target ?? {};
  const labels = meaning?.kind === "class" || meaning?.kind === "binary" ? classesOf(meaning) : [];
  return labels.map((label) => ({
    label,
    kind: kinds.value,
    rank: 0,
    detail: "class",
  }));
}
