/** How a row of the table is written: from an operation to the call that computes it. */
import type { Dim } from "../../../tensor/dim.ts";
import type { DType, Type } from "../../../tensor/type.ts";
import type { BackendName } from "../backends/backend.ts";
import type { Argument, Call, CallName } from "../call.ts";

/** What a row sees of its operation besides the attributes. */
export interface RowContext {
  /** The inputs as arguments: tensors, or numbers of the host. */
  readonly inputs: readonly Argument[];
  readonly inputTypes: readonly Type[];
  readonly outputTypes: readonly Type[];
  readonly backend: BackendName;
}

/** The call for an operation with these attributes. Every row takes all attributes that its primitive can have. */
export type Row<A> = (attributes: A, context: RowContext) => Call;

/** The names of our dtypes in TensorFlow.js. */
export const tensorflowDType = { f32: "float32", i32: "int32", bool: "bool" } as const satisfies Record<
  DType,
  string
>;

/** A call that gives one tensor. */
export function call(fn: CallName, ...args: readonly Argument[]): Call {
  return { fn, args };
}

/** A size as an argument: its number, or what it is to be computed from. */
export function dimArgument(dim: Dim): Argument {
  return typeof dim === "number" ? dim : { dim };
}

/** Sizes as an array. */
export function dimList(dims: readonly Dim[]): Argument {
  return { list: dims.map(dimArgument) };
}
