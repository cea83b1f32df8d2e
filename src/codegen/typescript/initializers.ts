/** The initializers of a module: what each weight begins with, as code. */
import type { Initializer } from "../../library/define-initializer.ts";
import { isCall } from "../../library/index.ts";
import type { Library } from "../../library/library.ts";
import type { PlainArguments, PlainCall } from "../../library/value.ts";
import type { WeightSpec } from "../../library/weight-spec.ts";
import { Problem } from "../../problem.ts";
import type { Carried } from "./carry.ts";
import { type Code, code, indent, trusted } from "./code.ts";
import { type Expression, layout, WIDTH } from "./expression.ts";
import { type Names, propertyKey } from "./identifier.ts";
import { literal } from "./literal.ts";
import { printPlain } from "./print-plain.ts";
import { samplers } from "./samplers.ts";

export interface Initializers {
  /** What the weight begins with, given `seed` and `weightShapes`. */
  readonly startOf: (weight: WeightSpec, shape: Code) => Expression;
  /** Whether the initializer draws random numbers. */
  readonly draws: (initializer: PlainCall) => boolean;
  /** The initializers with their arguments, as constants of the module. */
  readonly print: () => readonly Code[];
}

/** The functions that these weights' initializers are made of. Throws Problem for an initializer whose text can't be carried. */
export function samplersOf(weights: readonly WeightSpec[], library: Library): readonly Carried[] {
  return weights
    .flatMap(({ initializer }) => callsIn(initializer, library))
    .flatMap(({ name }) => samplerOf(name) ?? []);
}

export function createInitializers(names: Names, library: Library): Initializers {
  const known = new Map<string, { readonly name: Code; readonly text: Code }>();
  const nameOf = (call: PlainCall): Code => {
    const text = printSampler(call, library);
    const name = known.get(text)?.name ?? names.take(camelCase(call.name));
    known.set(text, { name, text });
    return name;
  };
  return {
    startOf: (weight, shape) => startOf(weight, shape, library, nameOf),
    draws: (initializer) => numberOf(initializer, library) === undefined,
    print: () =>
      [...known.values()].map(
        ({ name, text }) => code`const ${name} = (weight: InitializerContext) =>\n${indent(text)};`,
      ),
  };
}

function startOf(
  { path, dtype, shape, initializer, fans }: WeightSpec,
  shapeName: Code,
  library: Library,
  nameOf: (call: PlainCall) => Code,
): Expression {
  const everywhere = numberOf(initializer, library);
  if (everywhere !== undefined) return filled(everywhere, shape, dtype);
  if (dtype !== "f32")
    throw new Problem(`The weight ${path} is ${dtype}; generated code can draw f32 weights only.`);
  const { fanIn, fanOut } = fans;
  const pair: Expression = { items: [literal(fanIn), literal(fanOut)] };
  return {
    callee: code`drawWeight`,
    args: [code`seed`, literal(path), shapeName, pair, nameOf(initializer)],
  };
}

/** A tensor of one number everywhere. */
export function filled(value: number, shape: readonly number[], dtype: WeightSpec["dtype"]): Expression {
  const type = dtype === "f32" ? [] : [literal(dtype === "i32" ? "int32" : "bool")];
  if (shape.length === 0) return { callee: code`tf.scalar`, args: [literal(value), ...type] };
  const sizes: Expression = { items: shape.map((size) => literal(size)) };
  if (value === 0) return { callee: code`tf.zeros`, args: [sizes, ...type] };
  if (value === 1) return { callee: code`tf.ones`, args: [sizes, ...type] };
  return { callee: code`tf.fill`, args: [sizes, literal(value), ...type] };
}

/** The number that an initializer puts everywhere; undefined where numbers differ. */
function numberOf({ name, arguments: given }: PlainCall, library: Library): number | undefined {
  const entry = library.initializers.find(name)?.name;
  if (entry === "zeros") return 0;
  if (entry === "ones") return 1;
  return entry === "constant" ? Number(given.value) : undefined;
}

/** `scaledNumbers({ scale: 1, … }, weight)`; an initializer inside of another is a function of its own weight. */
function printSampler({ name, arguments: given }: PlainCall, library: Library): Code {
  const entry = library.initializers.find(name) as Initializer | undefined;
  if (entry === undefined) throw new Error(`the library has no initializer ${name}`);
  const value = numberOf({ name, arguments: given }, library);
  if (value !== undefined) return code`new Float32Array(weight.count).fill(${literal(value)})`;
  const values: PlainArguments = { ...given, ...entry.settings };
  const fields = Object.entries(values).map(
    ([key, plain]) =>
      [
        propertyKey(key),
        isCall(plain) ? code`(weight) => ${printSampler(plain, library)}` : printPlain(plain),
      ] as const,
  );
  const sampler = samplerOf(name);
  if (sampler === undefined) throw new Error(`${name} draws nothing`);
  return layout({ callee: trusted(sampler.name), args: [{ fields }, code`weight`] }, WIDTH - 3);
}

/** The function of an initializer; none where all its numbers are one. Throws Problem where there is no text of it. */
function samplerOf(name: string): Carried | undefined {
  if (["zeros", "ones", "constant"].includes(name)) return undefined;
  const sampler = samplers.get(name);
  if (sampler === undefined)
    throw new Problem(
      `Generated code can't carry the initializer ${name}, so that initialize(seed) could not begin as nnc does. Choose another initializer, or build a model without a compile block.`,
    );
  return sampler;
}

function callsIn(call: PlainCall, library: Library): readonly PlainCall[] {
  return [
    call,
    ...Object.values(call.arguments)
      .filter(isCall)
      .flatMap((inner) => callsIn(inner, library)),
  ];
}

function camelCase(name: string): string {
  return name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}
