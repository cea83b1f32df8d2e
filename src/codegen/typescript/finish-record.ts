/** Ends a function with the record of its results. */
import type { Body } from "./body.ts";
import { type Code, code, trusted } from "./code.ts";
import { type Expression, layoutAfter, WIDTH } from "./expression.ts";
import { member } from "./identifier.ts";
import type { Field, Kept } from "./kept.ts";
import { printTrees } from "./print-trees.ts";
import { sayName } from "./say-value.ts";

/** The record without the name that it gets where it is called. */
export type KeptRecord = Omit<Kept, "said">;

interface Finish {
  /** The results that go on to other layers. */
  readonly flowing: readonly number[];
  readonly backward: boolean;
}

/** `return { output, scaled, batchNormalization };` What stands in a record already is handed on with it. */
export function finishRecord(
  inner: Body,
  results: readonly number[],
  { flowing, backward }: Finish,
): KeptRecord {
  const entries = new Map<Code, Expression>();
  const add = (wish: Code, value: Code): Code => {
    const taken = entries.get(wish);
    const key = taken === undefined || taken === value ? wish : freeKey(entries, wish);
    entries.set(key, value);
    return key;
  };
  const fields = new Map<number, Field>();
  const weights = weightsAmong(inner, results);
  for (const id of flowing)
    fields.set(id, { path: add(backward ? code`x` : code`output`, sayName(inner, id)) });
  for (const id of results.filter((each) => !flowing.includes(each) && !weights.has(each))) {
    const tape = inner.tapes.get(id);
    const said = tape?.list ?? sayName(inner, id);
    const [root, ...rest] = said.split(".");
    const key = add(backward ? withoutGradient(root) : trusted(root), trusted(root));
    const path = [key, ...rest].join(".");
    fields.set(id, { path: trusted(path), ...(tape === undefined ? {} : { row: tape.row }) });
  }
  if (weights.size > 0)
    entries.set(
      code`weights`,
      printTrees(
        [...weights].map(([id, path]) => [path, sayName(inner, id)] as const),
        inner,
      ),
    );
  for (const [id, path] of weights) fields.set(id, { path: path.split("/").reduce(member, code`weights`) });
  inner.lines.push(
    code`${layoutAfter(code`return `, { fields: [...entries] }, WIDTH - 2 * inner.depth - 1)};`,
  );
  const held = new Map([...entries].map(([key, value]) => [value, key] as const));
  return { type: code``, fields, weights, inner: heldIn(inner, held) };
}

/** The gradients of weights among the results, by the names that the weights have here. */
function weightsAmong(
  { facts, local, inLayer }: Body,
  results: readonly number[],
): ReadonlyMap<number, string> {
  return new Map(
    results.flatMap((id): (readonly [number, string])[] => {
      const [layer, ...rest] = facts.gradients.get(id)?.split("/") ?? [];
      if (layer === undefined) return [];
      const name = local.get(layer);
      if (inLayer) return [[id, rest.join("/")]];
      return name === undefined ? [] : [[id, [name, ...rest].join("/")]];
    }),
  );
}

/** The records that are fields of the record. */
function heldIn(inner: Body, held: ReadonlyMap<Expression, Code>): ReadonlyMap<string, Kept> {
  return new Map(
    [...inner.kept].flatMap(([key, kept]): (readonly [string, Kept])[] => {
      const said = held.get(kept.said);
      return said === undefined ? [] : [[key, { ...kept, said }]];
    }),
  );
}

function freeKey(entries: ReadonlyMap<Code, Expression>, wish: Code): Code {
  for (let number = 2; ; number++) {
    const key = trusted(`${wish}${number}`);
    if (!entries.has(key)) return key;
  }
}

/** `kernelGradient` → `kernel`: among gradients it needs no saying. */
function withoutGradient(name: string): Code {
  return trusted(name.replace(/(?<=.)Gradients?(?=\d*$)/, ""));
}
