/** What may stand in an `expect` of a test: outputs and arithmetic, and behind `species ==` the names of its classes. */
import type { Model } from "../../checker/model.ts";
import type { Entry } from "../../parser/tree.ts";
import { type Candidate, kinds } from "./candidate.ts";
import { functionCandidates } from "./expression-candidates.ts";

export function expectationCandidates(
  model: Model | undefined,
  entry: Entry | undefined,
): readonly Candidate[] {
  const outputs = (model?.outputs ?? []).map(({ name }) => ({
    label: name,
    kind: kinds.value,
    rank: 1,
    detail: "output",
  }));
  return [...classCandidates(model, entry), ...outputs, ...functionCandidates(2)];
}

function classCandidates(model: Model | undefined, entry: Entry | undefined): readonly Candidate[] {
  const value = entry?.value;
  if (value?.kind !== "Binary" || !["==", "!="].includes(value.operator)) return [];
  const { left } = value;
  const target = model?.targets.find(({ output }) => left.kind === "Name" && output === left.text);
  const names = target !== undefined && "names" in target.meaning ? (target.meaning.names ?? []) : [];
  return names.map((name) => ({
    label: JSON.stringify(name),
    kind: kinds.value,
    rank: 0,
    detail: "class",
  }));
}
