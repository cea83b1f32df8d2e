/** What holds for every layer inside a use of a block: names, freezing, weights, and where its shared layers are kept. */
import type {
  AssertStatement,
  BlockStatement,
  CompileStatement,
  DataStatement,
  LayerStatement,
  TargetStatement,
  TestStatement,
  TrainStatement,
} from "../parser/tree.ts";
import type { Span } from "../source.ts";
import type { Draft } from "./draft.ts";
import type { Application } from "./model.ts";
import type { FlowValue, Scope } from "./scope.ts";

export interface Around {
  /** Instances of blocks, outermost first. */
  readonly instances: Application["blocks"];
  /** Blocks and shared layers that are being written out here: meeting one again is a circle. */
  readonly open: readonly (BlockStatement | LayerStatement)[];
  /** The given name of the nearest block: what all names inside begin with. */
  readonly prefix: string;
  readonly trainable: boolean;
  readonly weightsFile?: string;
  /** Inside a shared layer: tells its layers from those of other shared layers. */
  readonly shared?: string;
  /** The given name inside a shared layer of one step. */
  readonly name?: string;
}

export const nothingAround: Around = { instances: [], open: [], prefix: "", trainable: true };

/** The flow through one body, as it goes on from statement to statement. */
export interface Flowing {
  readonly draft: Draft;
  readonly scope: Scope;
  readonly around: Around;
  /** What a bare layer continues from; undefined before the first flow. */
  current: readonly FlowValue[] | undefined;
  /** The values of the inputs that have been declared so far. */
  readonly inputs: { readonly name: string; readonly values: readonly FlowValue[]; readonly span: Span }[];
  /** What enters a block, in the order of its inputs. */
  readonly arriving?: FlowValue[];
  /** What `output` names. */
  outputs?: readonly { readonly name: string; readonly values: readonly FlowValue[]; readonly span: Span }[];
  /** Statements of a model that are read once its flows are known; absent elsewhere. */
  readonly gathered?: Gathered;
  /** The rounds of the repeats around, for layers that are shared. */
  readonly round: string;
}

/** What a model says besides its flows. */
export interface Gathered {
  readonly targets: TargetStatement[];
  readonly compile: CompileStatement[];
  readonly train: TrainStatement[];
  readonly data: DataStatement[];
  readonly tests: TestStatement[];
  readonly asserts: AssertStatement[];
}

/** A use of a layer or block, as the text has it. */
export interface StepCall {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}
