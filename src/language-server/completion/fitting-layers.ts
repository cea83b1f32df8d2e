/**
 * Which layers take values of a shape: found by applying each of them, with arguments that its kinds accept, to values of every rank
 * and dtype. So what fits is never written down anywhere but in the layers themselves.
 */
import { applyLayer } from "../../library/apply-layer.ts";
import { createBuild } from "../../library/create-build.ts";
import type { Layer } from "../../library/define-layer.ts";
import type { Library } from "../../library/library.ts";
import { readArguments } from "../../library/read-arguments.ts";
import { createTrace } from "../../library/trace.ts";
import type { PlainArguments, Value, ValueContent } from "../../library/value.ts";
import { addInput, createGraph, type DType, ShapeProblem, symbol, type Type } from "../../tensor/index.ts";

/** How many of the ranks and dtypes a layer takes when it takes this one; undefined when it does not. Few are special, many general. */
export function generality(layer: Layer, types: readonly Type[], library: Library): number | undefined {
  const [first] = types;
  if (first === undefined) return 0;
  const joins = layer.inputs.most === Number.POSITIVE_INFINITY;
  const least = joins ? Math.max(2, layer.inputs.least) : layer.inputs.least;
  if (types.length < least || types.length > layer.inputs.most) return undefined;
  const taken = takenBy(layer, library);
  return taken.has(keyOf(first.dtype, first.shape.length)) ? taken.size : undefined;
}

const ranks = [1, 2, 3, 4, 5];
const dtypes: readonly DType[] = ["f32", "i32"];
const size = 16;

const known = new WeakMap<Layer, ReadonlySet<string>>();

function takenBy(layer: Layer, library: Library): ReadonlySet<string> {
  const before = known.get(layer);
  if (before !== undefined) return before;
  const call = guessArguments(layer, library);
  const pairs = dtypes.flatMap((dtype) => ranks.map((rank) => ({ dtype, rank })));
  const taken = pairs.filter(
    ({ dtype, rank }) => call === undefined || takes(layer, call, dtype, rank, library),
  );
  const keys = new Set(taken.map(({ dtype, rank }) => keyOf(dtype, rank)));
  known.set(layer, keys);
  return keys;
}

function keyOf(dtype: DType, rank: number): string {
  return `${dtype} ${Math.min(rank, ranks.length)}`;
}

/** Only a wrong rank or dtype counts: whatever else is wrong may be the fault of the guessed arguments. */
function takes(layer: Layer, call: PlainArguments, dtype: DType, rank: number, library: Library): boolean {
  const graph = createGraph("fit");
  const shape = [symbol("batch"), ...Array<number>(rank - 1).fill(size)];
  const count = Math.max(layer.inputs.least, layer.inputs.most === Number.POSITIVE_INFINITY ? 2 : 1);
  const inputs = Array.from({ length: count }, () => addInput(graph, { dtype, shape }));
  const build = createBuild(createTrace({ graph, training: false }), {
    name: "fit",
    trainable: true,
    masks: [],
  });
  const context = { library, tensor: () => inputs[0] };
  try {
    applyLayer({ layer, call: { name: layer.name, arguments: call }, inputs, build, context });
    return true;
  } catch (error) {
    if (!(error instanceof ShapeProblem)) throw error;
    return error.details.kind !== "rank" && error.details.kind !== "dtype";
  }
}

const span = { file: "", start: 0, end: 0 };

/** For each argument that has to be given the first value that its kind accepts; undefined where none does. */
function guessArguments(layer: Layer, library: Library): PlainArguments | undefined {
  const given = Object.entries(layer.parameters).flatMap(([name, kind]) => {
    const fit =
      kind.default === undefined
        ? guesses(library).find((value) => "plain" in kind.parse(value, { library }))
        : undefined;
    return fit === undefined ? [] : [{ name, value: fit }];
  });
  const result = readArguments(layer, given, span, { library });
  return "plain" in result ? result.plain : undefined;
}

function guesses(library: Library): readonly Value[] {
  const one: ValueContent = { kind: "number", number: 1 };
  const contents: readonly ValueContent[] = [
    one,
    { kind: "list", items: [{ kind: "number", number: -1, span }] },
    { kind: "list", items: [{ ...one, span }] },
    { kind: "string", text: "a" },
    ...library.layers.names.map((name): ValueContent => ({ kind: "name", name })),
    ...library.layers.names.map(
      (name): ValueContent => ({
        kind: "call",
        name,
        nameSpan: span,
        arguments: [{ value: { ...one, span } }],
      }),
    ),
  ];
  return contents.map((content) => ({ ...content, span }));
}
