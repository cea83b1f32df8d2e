/** Sorts out in which of its forms a JSON text gives examples. */
import type { Cell } from "./collect-values.ts";
import { isList, isObject, type Json } from "./flatten-example.ts";

/** The examples as cells: by columns that they name or, like rows of a table, only count; or by the inputs in the order of the model. */
export type Examples =
  | { readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly count: number; readonly rows: readonly (readonly Cell[])[] }
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
  if (!isObject(first)) return names.length === 1 ? { inputs: [value] } : unnamed(value, names, refuse);
  if (names.every((name) => Object.hasOwn(first, name)))
    return { inputs: names.map((name) => value.map((example) => own(example, name))) };
  return records(value, Object.keys(first), refuse);
}

/** For several inputs: all numbers of an example in one row, as a table has them, or a list with one entry for each input. */
function unnamed(examples: readonly Json[], names: readonly string[], refuse: Refuse): Examples | undefined {
  const rows = examples.map((example) => (isList(example) ? example : []));
  const flat = rows.map((row) => row.filter(isCell));
  const count = flat[0].length;
  if (count > 0 && flat.every((row, i) => row.length === count && rows[i].length === count))
    return { count, rows: flat };
  const wrong = rows.findIndex((row) => row.length !== names.length || row.every(isCell));
  if (wrong === -1) return { inputs: names.map((_, i) => rows.map((row) => row[i])) };
  return refuse(`, example ${wrong + 1}`, `is no list with one entry for each input (${names.join(", ")})`);
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
