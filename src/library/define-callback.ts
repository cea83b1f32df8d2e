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
  /** Begins a text file with a line in place of what was there; with `keep` a file that has lines stays as it is. */
  readonly startFile: (path: string, line: string, options: { readonly keep: boolean }) => Promise<void>;
  readonly appendLine: (path: string, line: string) => Promise<void>;
  readonly say: (message: string) => void;
  /** "higher" or "lower" for a name of the log: what mode=auto means. */
  readonly better: (monitor: string) => "higher" | "lower";
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
