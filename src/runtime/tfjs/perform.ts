/** Calls made ready: everything that does not change from run to run is put in place once. */
import * as tf from "@tensorflow/tfjs-core";
import type { Dim } from "../../tensor/index.ts";
import type { Argument, Call, CallName } from "./call.ts";
import type { Frame } from "./frame.ts";
import { helpers } from "./helpers/index.ts";

type Callable = (...args: unknown[]) => unknown;

const functions: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...Object.entries(tf).map(([name, value]) => [`tf.${name}`, value] as const),
  ...Object.entries(helpers).map(([name, value]) => [`rt.${name}`, value] as const),
]);

/** The call as a function of a frame that gives its tensors in order. Sizes get their numbers from `sizeOf`. */
export function prepareCall(
  { fn, args, results }: Call,
  sizeOf: (dim: Dim) => number,
): (frame: Frame) => readonly tf.Tensor[] {
  const perform = applyTo(
    functionNamed(fn),
    args.map((argument) => prepareArgument(argument, sizeOf)),
  );
  if (results === undefined) return (frame) => [perform(frame) as tf.Tensor];
  if (results === "array") return (frame) => perform(frame) as tf.Tensor[];
  return (frame) => {
    const record = perform(frame) as Record<string, tf.Tensor>;
    return results.map((name) => record[name]);
  };
}

function functionNamed(fn: CallName): Callable {
  const found = functions.get(fn);
  if (typeof found !== "function") throw new Error(`there is no function ${fn}`);
  return found as Callable;
}

type Prepared = { readonly known: unknown } | { readonly read: (frame: Frame) => unknown };

function applyTo(fn: Callable, args: readonly Prepared[]): (frame: Frame) => unknown {
  const known = args.map((argument) => ("known" in argument ? argument.known : undefined));
  const holes = args.flatMap((argument, at) => ("read" in argument ? [{ at, read: argument.read }] : []));
  return (frame) => {
    const values = known.slice();
    for (const { at, read } of holes) values[at] = read(frame);
    return fn(...values);
  };
}

function prepareArgument(argument: Argument, sizeOf: (dim: Dim) => number): Prepared {
  if (argument === null || typeof argument !== "object") return { known: argument };
  if ("value" in argument) return readTensor(argument.value);
  if ("host" in argument) return { read: ({ hosts }) => hosts[argument.host] };
  if ("dim" in argument) return { known: sizeOf(argument.dim) };
  if ("list" in argument) return prepareList(argument.list, sizeOf);
  const names = Object.keys(argument.record);
  const list = prepareList(Object.values(argument.record), sizeOf);
  const toRecord = (values: unknown) =>
    Object.fromEntries(names.map((name, i) => [name, (values as unknown[])[i]]));
  return "known" in list ? { known: toRecord(list.known) } : { read: (frame) => toRecord(list.read(frame)) };
}

function prepareList(list: readonly Argument[], sizeOf: (dim: Dim) => number): Prepared {
  const prepared = list.map((item) => prepareArgument(item, sizeOf));
  if (prepared.every((item) => "known" in item)) return { known: prepared.map((item) => item.known) };
  return { read: (frame) => prepared.map((item) => ("known" in item ? item.known : item.read(frame))) };
}

function readTensor(id: number): Prepared {
  return { read: ({ tensors }) => tensors[id] };
}
