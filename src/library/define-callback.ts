/** How a callback is written: plain functions over the log of an epoch, with the acts that the training loop offers. */
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";

/** The numbers of an epoch by name: loss, accuracy, val_loss, … */
export type EpochLog = { readonly [name: string]: number };

/** What the training loop lets a callback do. Files are written whole or not at all, inside the project folder. */
export interface TrainingActs {
  readonly stop: (reason: string) => void;
  readonly learningRate: () => number;
  readonly setLearningRate: (rate: number) => void;
  readonly keepWeights: () => void;
  readonly restoreWeights: () => void;
  readonly saveModel: (path: string, options: { readonly weightsOnly: boolean }) => Promise<void>;
  /** Appends a line to a text file; resolves to where it ends, in bytes. */
  readonly appendLine: (path: string, line: string, place: LinePlace) => Promise<number>;
  readonly say: (message: string) => void;
  /** "higher" or "lower" for a name of the log: what mode=auto means. */
  readonly better: (monitor: string) => "higher" | "lower";
}

/** Where a line goes. */
export interface LinePlace {
  /** The first line of a file that is empty. */
  readonly header: string;
  /** Where the line before it ended: what stands behind that goes, as a run wrote it that was killed before it was saved. Null for the first line of a run. */
  readonly after: number | null;
  /** Whether the first line of a run goes behind what the file already holds. */
  readonly keep: boolean;
}

/** A callback at work. Its memory is plain data in `memory`, so that a resumed run goes on exactly where it was. */
export interface RunningCallback {
  readonly memory: { [key: string]: number | string | boolean | null };
  readonly onTrainBegin?: (acts: TrainingActs) => void | Promise<void>;
  readonly onEpochEnd?: (epoch: number, log: EpochLog, acts: TrainingActs) => void | Promise<void>;
  readonly onTrainEnd?: (acts: TrainingActs) => void | Promise<void>;
}

export interface Callback extends Entry {
  /** The name of the log that it watches, for NN224. */
  readonly monitors: (values: never) => string | undefined;
  /** Names of the log whose numbers it puts into the names of files, for NN224. */
  readonly writes: (values: never) => readonly string[];
  /** Whether it sets the learning rate, which no schedule may decide then: NN402. */
  readonly setsLearningRate: boolean;
  readonly start: (values: never) => RunningCallback;
}

interface Declaration<P extends Parameters> extends EntryDeclaration<P> {
  monitors?: (values: Arguments<P>) => string | undefined;
  writes?: (values: Arguments<P>) => readonly string[];
  setsLearningRate?: boolean;
  start: (values: Arguments<P>) => RunningCallback;
}

export function defineCallback<P extends Parameters>(declaration: Declaration<P>): Callback {
  return {
    aliases: [],
    scene: "price",
    monitors: () => undefined,
    writes: () => [],
    setsLearningRate: false,
    ...declaration,
  };
}
