/** What an engine promises about state, inputs and failures. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { RunProblem } from "../../../src/runtime/run-problem.ts";
import {
  add,
  addInput,
  createGraph,
  type Dim,
  type DType,
  div,
  gather,
  less,
  log,
  matmul,
  mul,
  type NumberArray,
  type Program,
  randomUniform,
  reshape,
  scan,
  select,
  slice,
  subtractDims,
  symbol,
  type Tensor,
  tanh,
  toProgram,
  withOrigin,
} from "../../../src/tensor/index.ts";
import { loadEngines } from "./engines.ts";

const batch = symbol("batch");
const time = symbol("time");

function f32(shape: readonly number[], ...values: readonly number[]): NumberArray {
  return { dtype: "f32", shape, data: Float32Array.from(values) };
}

interface Sketch {
  readonly inputs?: Readonly<
    Record<string, { readonly shape: readonly Dim[]; readonly dtype?: DType; readonly host?: true }>
  >;
  readonly state?: readonly string[];
  /** Gets inputs, then state (all f32 [2]); gives outputs and the next state. */
  readonly trace: (xs: readonly Tensor[]) => {
    readonly outputs?: readonly Tensor[];
    readonly state?: readonly Tensor[];
  };
}

function programOf({ inputs = {}, state = [], trace }: Sketch): Program {
  const graph = createGraph("sketch");
  const given = Object.entries(inputs).map(([name, { shape, dtype = "f32", host }]) => {
    const { id } = addInput(graph, { dtype, shape });
    return host ? { name, value: id, host } : { name, value: id };
  });
  const slots = state.map((name) => ({ name, input: addInput(graph, { dtype: "f32", shape: [2] }) }));
  const at = (id: number) => ({ graph, id, ...graph.values[id] });
  const results = trace([...given.map(({ value }) => at(value)), ...slots.map(({ input }) => input)]);
  return toProgram(graph, {
    inputs: given,
    outputs: (results.outputs ?? []).map(({ id }, i) => ({ name: `y${i}`, value: id })),
    state: slots.map(({ name, input }, i) => ({
      name,
      input: input.id,
      output: (results.state ?? [])[i].id,
    })),
  });
}

for (const engine of await loadEngines()) {
  const stateOf = (entries: Readonly<Record<string, NumberArray>>) =>
    engine.createState(new Map(Object.entries(entries)));
  const noState = () => stateOf({});

  it(`${engine.name} lets two states share one value, swaps them, and hands inputs through`, async () => {
    const program = programOf({
      inputs: { x: { shape: [2] } },
      state: ["a", "b", "c", "d"],
      trace: ([x, a, b]) => {
        const sum = add(a, b);
        return { outputs: [sum, x, x], state: [sum, sum, a, x] };
      },
    });
    const [a, b, c, d] = [f32([2], 1, 2), f32([2], 10, 20), f32([2], 0, 0), f32([2], 0, 0)];
    const state = stateOf({ a, b, c, d });
    const executable = engine.load(program);
    const x = f32([2], 5, 6);
    const first = executable.run(state, new Map([["x", x]]));
    x.data[0] = 99;
    const second = executable.run(state, new Map([["x", f32([2], 7, 8)]]));
    expect([...(await first.read("y0")).data]).toEqual([11, 22]);
    expect([...(await first.read("y1")).data]).toEqual([5, 6]);
    expect([...(await second.read("y0")).data]).toEqual([22, 44]);
    const after = await Promise.all(["a", "b", "c", "d"].map((name) => state.read(name)));
    expect(after.map(({ data }) => [...data])).toEqual([
      [22, 44],
      [22, 44],
      [11, 22],
      [7, 8],
    ]);
    first.dispose();
    expect([...(await state.read("a")).data]).toEqual([22, 44]);
    for (const each of [second, state, executable]) each.dispose();
  });

  it(`${engine.name} owns what it is given, and gives what it does not own`, async () => {
    const program = programOf({
      inputs: { x: { shape: [2] } },
      trace: ([x]) => ({ outputs: [reshape(x, [2, 1])] }),
    });
    const x = f32([2], 1, 2);
    const executable = engine.load(program);
    const result = executable.run(noState(), new Map([["x", x]]));
    x.data[0] = 9;
    const read = await result.read("y0");
    expect([...read.data]).toEqual([1, 2]);
    read.data[0] = 7;
    expect([...(await result.read("y0")).data]).toEqual([1, 2]);
    const state = stateOf({ w: x });
    x.data[0] = 3;
    expect([...(await state.read("w")).data]).toEqual([9, 2]);
    state.write("w", f32([2], 4, 5));
    expect([...(await state.read("w")).data]).toEqual([4, 5]);
    expect(() => state.write("w", f32([1], 4))).toThrow("w is float32 [2], but f32 [1] is written to it");
    expect(() => state.write("v", x)).toThrow("the state has nothing named v");
  });

  it(`${engine.name} hands a carry through a loop unchanged, and loops of one step`, async () => {
    const program = programOf({
      inputs: { start: { shape: [2] }, still: { shape: [2] }, xs: { shape: [time, 2] } },
      trace: ([start, still, xs]) => {
        const loop = scan([start, still], [xs], time, ([a, b], [x]) => ({
          carry: [add(a, x), b],
          ys: [x, b],
        }));
        return { outputs: [...loop.carry, ...loop.ys] };
      },
    });
    const executable = engine.load(program);
    for (const length of [1, 3]) {
      const xs = f32([length, 2], ...Array.from({ length: 2 * length }, (_, i) => i));
      const given = new Map([
        ["start", f32([2], 1, 1)],
        ["still", f32([2], 8, 9)],
        ["xs", xs],
      ]);
      const result = executable.run(noState(), given);
      const total = length === 1 ? [1, 2] : [7, 10];
      expect([...(await result.read("y0")).data]).toEqual(total);
      expect([...(await result.read("y1")).data]).toEqual([8, 9]);
      expect([...(await result.read("y2")).data]).toEqual([...xs.data]);
      expect([...(await result.read("y3")).data]).toEqual(Array.from({ length }, () => [8, 9]).flat());
      result.dispose();
    }
  });

  it(`${engine.name} draws random numbers by seed and step, in loops too`, async () => {
    const program = programOf({
      inputs: {
        seed: { shape: [], dtype: "i32", host: true },
        step: { shape: [], dtype: "i32", host: true },
        xs: { shape: [time, 2] },
      },
      trace: ([seed, step, xs]) => {
        const draw = randomUniform(seed, step, { stream: 1, shape: [3] });
        const loop = scan([], [xs], time, (_, [x]) => ({
          carry: [],
          ys: [add(x, randomUniform(seed, step, { stream: 2, shape: [2] }))],
        }));
        return { outputs: [draw, ...loop.ys] };
      },
    });
    const executable = engine.load(program);
    const run = async (seed: number, step: number) => {
      const given = new Map<string, NumberArray | number>([
        ["seed", seed],
        ["step", step],
        ["xs", f32([2, 2], 0, 0, 0, 0)],
      ]);
      const result = executable.run(noState(), given);
      return [...(await result.read("y0")).data, ...(await result.read("y1")).data];
    };
    expect(await run(1, 2)).toEqual(await run(1, 2));
    expect(await run(1, 2)).not.toEqual(await run(1, 3));
    expect(await run(1, 2)).not.toEqual(await run(2, 2));
    const [, , , a, b, c, d] = await run(1, 2);
    expect([a, b]).toEqual([c, d]);
  });

  it(`${engine.name} refuses inputs that do not fit, in one line`, () => {
    const program = programOf({
      inputs: {
        x: { shape: [batch, 3] },
        y: { shape: [batch] },
        step: { shape: [], dtype: "i32", host: true },
      },
      trace: ([x, y]) => ({ outputs: [matmul(reshape(y, [1, batch]), x)] }),
    });
    const executable = engine.load(program);
    const state = noState();
    const six = f32([2, 3], 1, 2, 3, 4, 5, 6);
    const refusal = (given: Readonly<Record<string, NumberArray | number>>) => {
      try {
        executable.run(state, new Map(Object.entries({ step: 0, ...given }))).dispose();
      } catch (error) {
        expect(error).toBeInstanceOf(RunProblem);
        return (error as Error).message;
      }
      throw new Error("nothing was refused");
    };
    const messages = [
      refusal({ x: six }),
      refusal({ x: six, y: 3 }),
      refusal({ x: six, y: { dtype: "i32", shape: [2], data: new Int32Array(2) } }),
      refusal({ x: six, y: f32([3], 1, 2, 3) }),
      refusal({ x: f32([2, 4], 1, 2, 3, 4, 5, 6, 7, 8), y: f32([2], 1, 2) }),
      refusal({ x: f32([6], 1, 2, 3, 4, 5, 6), y: f32([2], 1, 2) }),
      refusal({ x: f32([2, 3], 1, 2), y: f32([2], 1, 2) }),
      refusal({ x: six, y: f32([2], 1, 2), step: f32([], 1) }),
    ];
    expect(messages).toMatchInlineSnapshot(`
      [
        "The input y is missing.",
        "The input y is one number; it must be an array.",
        "The input y holds i32; it must hold f32.",
        "The input y is given as [3]; its size 3 does not fit batch with batch = 2. It must be 2.",
        "The input x is given as [2, 4]; its size 4 does not fit 3. It must be 3.",
        "The input x is given as [6]. It must be [batch, 3].",
        "The input x is said to be [2, 3], but holds 2 numbers.",
        "The input step must be a number on the host.",
      ]
    `);
  });

  it(`${engine.name} refuses an input too small for the model, and names the layer`, () => {
    const program = programOf({
      inputs: { x: { shape: [time] } },
      trace: ([x]) => ({
        outputs: [
          withOrigin(x.graph, { phase: "forward", layer: "shorten", type: "conv1d" }, () =>
            slice(x, [0], [subtractDims(time, 4)]),
          ),
        ],
      }),
    });
    const run = (length: number) =>
      engine.load(program).run(noState(), new Map([["x", f32([length], ...Array(length).fill(1))]]));
    run(5).dispose();
    expect(() => run(3)).toThrow(
      'The input is too small: with time = 3 the size time - 4 of conv1d "shorten" comes out as -1. Give the model a larger input.',
    );
  });

  it(`${engine.name} names the layer that looks up a row that is not there, and loses no tensor over it`, () => {
    const program = programOf({
      inputs: { table: { shape: [3, 2] }, words: { shape: [batch], dtype: "i32" } },
      trace: ([table, words]) => ({
        outputs: [
          withOrigin(table.graph, { phase: "forward", layer: "embedding", type: "embedding" }, () =>
            tanh(gather(tanh(table), words, 0)),
          ),
        ],
      }),
    });
    const executable = engine.load(program);
    const state = noState();
    const run = (...words: number[]) =>
      executable.run(
        state,
        new Map([
          ["table", f32([3, 2], 1, 2, 3, 4, 5, 6)],
          ["words", { dtype: "i32", shape: [words.length], data: Int32Array.from(words) }],
        ]),
      );
    run(0, 2).dispose();
    const before = tf.memory().numTensors;
    for (const word of [3, -1])
      expect(() => run(0, word)).toThrow(
        new RunProblem(
          `embedding: index ${word} is outside of 0 to 2. Check the numbers that this layer looks up.`,
        ),
      );
    expect(tf.memory().numTensors).toBe(before);
  });

  it(`${engine.name} finds the operation that made the first number that is not finite`, () => {
    const program = programOf({
      inputs: { x: { shape: [2] } },
      state: ["w"],
      trace: ([x, w]) => {
        const { graph } = x;
        const within = (layer: string, trace: () => Tensor) =>
          withOrigin(graph, { phase: "forward", layer }, trace);
        const hidden = within("hidden", () => select(less(x, 1), x, log(mul(x, 0))));
        const ratio = within("ratio", () => div(x, w));
        const after = within("after", () => tanh(mul(ratio, 2)));
        return { outputs: [hidden, add(after, x)], state: [after] };
      },
    });
    const find = (x: NumberArray, w: NumberArray) =>
      engine.findNonFinite(program, stateOf({ w }), new Map([["x", x]]));
    const fine = f32([2], 0.5, 0.25);
    const before = tf.memory().numTensors;
    expect(find(fine, fine)).toBeUndefined();
    expect(find(f32([2], 0, 0), f32([2], 0, 1))).toEqual({
      value: "NaN",
      origin: { phase: "forward", layer: "ratio" },
    });
    expect(find(f32([2], Number.NaN, 0), fine)).toEqual({ value: "NaN", given: "x" });
    expect(find(fine, f32([2], Number.POSITIVE_INFINITY, Number.NaN))).toEqual({ value: "NaN", given: "w" });
    expect(tf.memory().numTensors - before).toBe(4);
  });

  it(`${engine.name} finds it inside a loop`, () => {
    const program = programOf({
      inputs: { start: { shape: [2] }, xs: { shape: [time, 2] } },
      trace: ([start, xs]) => {
        const loop = withOrigin(start.graph, { phase: "forward", layer: "lstm" }, () =>
          scan([start], [xs], time, ([a], [x]) => {
            const next = div(a, x);
            return { carry: [next], ys: [next] };
          }),
        );
        return { outputs: [tanh(loop.carry[0]), add(loop.ys[0], 1)] };
      },
    });
    const found = engine.findNonFinite(
      program,
      noState(),
      new Map([
        ["start", f32([2], 0, 1)],
        ["xs", f32([3, 2], 1, 1, 0, 1, 1, 1)],
      ]),
    );
    expect(found).toEqual({ value: "NaN", origin: { phase: "forward", layer: "lstm" } });
  });
}
