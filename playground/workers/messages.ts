/** What the page and its workers say to each other: plain data. */
import type { ModelSummary } from "../../src/checker/summarize.ts";
import type { EpochLog } from "../../src/library/define-callback.ts";
import type { Drawing } from "../graph/drawing.ts";

/** By kind: what is asked, what is told meanwhile, and what is answered. */
export interface Requests {
  /** Workers of models. */
  readonly view: { readonly request: ProgramRequest; readonly news: never; readonly answer: ModelView };
  readonly typescript: {
    readonly request: ProgramRequest;
    readonly news: never;
    /** The module and the name that its file would have, or why there is none. */
    readonly answer: { readonly text: string; readonly file: string } | { readonly problem: string };
  };
  /** Workers of training. */
  readonly train: {
    readonly request: TrainingRequest;
    readonly news: TrainingNews;
    readonly answer: TrainingEnd;
  };
  readonly stop: { readonly request: null; readonly news: never; readonly answer: null };
}

export type Answered<K extends keyof Requests> = Requests[K]["answer"];

export type ToWorker<K extends keyof Requests> = {
  readonly [kind in K]: {
    readonly id: number;
    readonly kind: kind;
    readonly request: Requests[kind]["request"];
  };
}[K];

export type FromWorker =
  | { readonly id: number; readonly news: unknown }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: string };

/** A program, and which of its models is meant: the first where that is not among them. */
export interface ProgramRequest {
  readonly text: string;
  readonly model?: string;
}

/** `goOn` takes up the run that was stopped last, which was one of the same program. */
export interface TrainingRequest extends ProgramRequest {
  readonly goOn?: boolean;
}

/** What is shown of a program. Without errors there is a drawing and a summary of the chosen model. */
export interface ModelView {
  readonly errors: number;
  readonly models: readonly string[];
  readonly chosen?: {
    readonly name: string;
    /** An input, a use of a layer or an output is a box; a picture of too many is not drawn. */
    readonly boxes: number;
    readonly drawing?: Drawing;
    readonly summary: ModelSummary;
    /** Why it cannot be trained in the page. */
    readonly untrainable?: string;
  };
}

export type TrainingNews =
  | {
      readonly kind: "begin";
      readonly model: string;
      readonly epochs: number;
      readonly rows: number;
      readonly validationRows: number;
      readonly seed: number;
    }
  | { readonly kind: "progress"; readonly epoch: number; readonly part: number }
  | { readonly kind: "epoch"; readonly epoch: number; readonly seconds: number; readonly log: EpochLog }
  | { readonly kind: "say"; readonly message: string }
  | ({ readonly kind: "found" } & DataFinding);

/** What the table says of the program, at the place that reads it. */
export interface DataFinding {
  readonly code: string;
  readonly severity: "error" | "warning" | "hint";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type TrainingEnd =
  | { readonly outcome: "finished" | "stopped"; readonly reason?: string }
  | { readonly outcome: "interrupted"; readonly goesOn: boolean }
  | { readonly outcome: "problem"; readonly problem: string };
