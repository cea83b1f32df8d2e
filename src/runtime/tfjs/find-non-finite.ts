/** Which operation first made a number that is not finite: for the message when a training step has gone wrong. */
import type * as tf from "@tensorflow/tfjs-core";
import type { EngineState, NonFinite } from "../engine.ts";
import type { TensorState } from "./engine-state.ts";
import { type Frame, tensorsAt } from "./frame.ts";
import { hostValues } from "./helpers/host-values.ts";
import type { TensorExecutable } from "./load-program.ts";
import type { Inputs } from "./read-inputs.ts";

/** Who is to blame for the values of each buffer, and everyone who ever was, in the order of running. */
interface Blames {
  readonly byData: WeakMap<object, number>;
  readonly all: NonFinite[];
}

/**
 * Runs the program once over a snapshot. A result that is not finite takes the blame of the earliest such input, or is itself to
 * blame; what reaches no output and no state is nobody's trouble (log 0 where a mask hides it).
 */
export function findNonFinite(
  executable: TensorExecutable,
  state: EngineState,
  inputs: Inputs,
): NonFinite | undefined {
  const snapshot = state.snapshot() as TensorState;
  const blames: Blames = { byData: new WeakMap(), all: blameGiven(snapshot, inputs) };
  const results = executable.run(snapshot, inputs, ({ operation }, frame, { origins }) => {
    const inherited = earliest(operation.inputs, frame, blames);
    for (const tensor of operation.outputs.flatMap((id) => tensorsAt(frame, id))) {
      const value = trouble(tensor);
      if (value === undefined) continue;
      const birth = () => blames.all.push({ value, origin: origins[operation.origin] }) - 1;
      // Inside a loop all is blamed already; what it stacks is new data.
      const blame = inherited ?? (operation.op === "scan" && blames.all.length > 0 ? 0 : birth());
      blames.byData.set(tensor.dataId, blame);
    }
  });
  const blamed = [...results.tensors.values(), ...snapshot.tensors.values()].flatMap(
    (x) => blameOf(x, blames) ?? [],
  );
  results.dispose();
  snapshot.dispose();
  return blamed.length === 0 ? undefined : blames.all[Math.min(...blamed)];
}

function earliest(ids: readonly number[], frame: Frame, blames: Blames): number | undefined {
  const found = ids.flatMap((id) => tensorsAt(frame, id)).flatMap((tensor) => blameOf(tensor, blames) ?? []);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** Who is to blame for a tensor; rows of loops and given values, of which nothing is known, fall to the first of all. */
function blameOf(tensor: tf.Tensor, { byData, all }: Blames): number | undefined {
  if (all.length === 0 || trouble(tensor) === undefined) return undefined;
  return byData.get(tensor.dataId) ?? 0;
}

/** Weights and inputs that were not finite before anything ran. */
function blameGiven({ tensors }: TensorState, inputs: Inputs): NonFinite[] {
  const arrays = [...inputs].map(([given, input]) => ({
    given,
    data: typeof input === "number" ? [input] : input.data,
  }));
  const weights = [...tensors].map(([given, tensor]) => ({
    given,
    data: tensor.dtype === "float32" ? hostValues(tensor) : [],
  }));
  return [...arrays, ...weights].flatMap(({ given, data }) => {
    const value = troubleIn(data);
    return value === undefined ? [] : [{ value, given }];
  });
}

function trouble(tensor: tf.Tensor): NonFinite["value"] | undefined {
  return tensor.dtype === "float32" ? troubleIn(hostValues(tensor)) : undefined;
}

function troubleIn(values: ArrayLike<number>): NonFinite["value"] | undefined {
  let infinite = false;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) return "NaN";
    infinite ||= !Number.isFinite(values[i]);
  }
  return infinite ? "infinity" : undefined;
}
