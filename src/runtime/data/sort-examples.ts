/** Sorts out in which of its forms a JSON text gives examples. */
import type { Cell } from "./collect-values.ts";
import { isList, isObject, type Json } from "./flatten-example.ts";

/** The examples as cells: by columns that they name, or by the inputs in the order of the model. */
export type Examples =
  | { readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly inputs: readonly (readonly Json[])[] };

/** Says why the text is none of them: where, and what was found there. Nothing comes of it. */
export type Refuse = (where: string, found: string) => undefined;

/** `names`: the inputs of the model in their order. */
export function sortExamples(value: Json, names: readonly string[], refuse: Refuse): Examples | undefined {
  if (isObject(value) && Object.values(value).every(isCell)) return sortExamples([value], names, refuse);
  if (isObject(value)) return listsByInput(value, names, refuse);
  if (!isList(value)) return refuse("", "holds neither a list nor an object");
  if (value.length === 0) return refuse("", "holds no examples");
  const [first] = value;
  if (!isObject(first))
    return names.length === 1
      ? { inputs: [value] }
      : refuse("", `must name the inputs of each example: ${names.join(", ")}`);
  if (names.every((name) => Object.hasOwn(first, name)))
    return { inputs: names.map((name) => value.map((example) => own(example, name))) };
  return records(value, Object.keys(first), refuse);
}

function listsByInput(
  value: { readonly [key: string]: Json },
  names: readonly string[],
  refuse: Refuse,
): Examples | undefined {
  const lists = names.map((name) => own(value, name));
  const missing = names.find((_, i) => !isList(lists[i]));
  if (missing !== undefined) return refuse("", `has no list called "${missing}", which is an input`);
  const inputs = lists.filter(isList);
  if (inputs.some((list) => list.length !== inputs[0].length))
    return refuse("", "has lists of different lengths, but each input needs one entry for each example");
  return inputs[0].length === 0 ? refuse("", "holds no examples") : { inputs };
}

function records(examples: readonly Json[], header: readonly string[], refuse: Refuse): Examples | undefined {
  const rows = examples.map((example) => header.map((name) => own(example, name)).filter(isCell));
  const wrong = examples.findIndex((example, i) => !isObject(example) || rows[i].length < header.length);
  if (wrong === -1) return { header, rows };
  return refuse(`, example ${wrong + 1}`, "is not an object with one value for each column");
}

function isCell(value: Json): value is Cell {
  return !isList(value) && !isObject(value);
}

function own(value: Json, name: string): Json {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : null;
}
