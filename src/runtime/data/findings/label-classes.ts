/** The classes of a target's labels: how many there are, what they are called, and which one each label is. */
import type { ModelTarget } from "../../../checker/model.ts";
import type { Dataset } from "../dataset.ts";
import type { Preparation } from "../preparation.ts";

export interface LabelClasses {
  readonly count: number;
  /** `"setosa"`, or `class 2` where classes have no names. */
  readonly nameOf: (place: number) => string;
  /** How many labels there are of each class. */
  readonly countIn: (dataset: Dataset) => readonly number[];
}

/** Undefined for targets whose labels are not one class each. */
export function labelClasses(target: ModelTarget, { ports }: Preparation): LabelClasses | undefined {
  const { meaning, name } = target;
  if (meaning.kind === "number" || meaning.kind === "multilabel") return undefined;
  const count = meaning.kind === "binary" ? 2 : meaning.count;
  const names = ("names" in meaning && meaning.names) || ports.find((port) => port.name === name)?.labels;
  const first = meaning.kind === "class" ? meaning.first : 0;
  const width = meaning.kind === "onehot" ? count : 1;
  return {
    count,
    nameOf: (place) => (names?.[place] === undefined ? `class ${place + first}` : `"${names[place]}"`),
    countIn: ({ arrays }) => countClasses(arrays.get(`targets/${name}`)?.data ?? [], count, width),
  };
}

function countClasses(data: ArrayLike<number>, count: number, width: number): readonly number[] {
  const counts = new Array<number>(count).fill(0);
  for (let at = 0; at < data.length; at += width)
    counts[width === 1 ? data[at] : largestOf(data, at, width)] += 1;
  return counts;
}

function largestOf(data: ArrayLike<number>, start: number, width: number): number {
  let largest = 0;
  for (let i = 1; i < width; i++) if (data[start + i] > data[start + largest]) largest = i;
  return largest;
}
