/** The form of a dim in `program.json`; its canonical key is made again of its terms, so that a key cannot lie. */
import {
  type Atom,
  addDims,
  type Dim,
  floorDivide,
  maxDim,
  minDim,
  multiplyDims,
  symbol,
} from "../../tensor/index.ts";
import { count, type Form, list, oneOf, record, text, wrong } from "./check-form.ts";

const DEEPEST = 32;

export const dimForm: Form<Dim> = (value, at) => dimAt(value, at, 0);

function dimAt(value: unknown, at: string, depth: number): Dim {
  if (typeof value === "number") return count(value, at);
  if (depth > DEEPEST) return wrong(at, "a dimension");
  const atom: Form<Dim> = (item, place) => atomAt(item, place, depth + 1);
  const term = record<{ coefficient: number; atoms: readonly Dim[] }>({
    coefficient: integer,
    atoms: list(atom),
  });
  const { terms } = record<{ key: string; terms: readonly ReturnType<typeof term>[] }>({
    key: text,
    terms: list(term),
  })(value, at);
  return terms.map(({ coefficient, atoms }) => atoms.reduce(multiplyDims, coefficient)).reduce(addDims, 0);
}

function atomAt(value: unknown, at: string, depth: number): Dim {
  const kind = oneOf("symbol", "floor", "max", "min")((value as Partial<Atom> | null)?.kind, `${at}.kind`);
  const dim: Form<Dim> = (item, place) => dimAt(item, place, depth);
  if (kind === "symbol") return symbol(record({ kind: text, key: text, name: text })(value, at).name);
  if (kind === "floor") {
    const floor = record<{ kind: string; key: string; value: Dim; by: number }>({
      kind: text,
      key: text,
      value: dim,
      by: count,
    })(value, at);
    return floor.by === 0 ? wrong(at, "a quotient") : floorDivide(floor.value, floor.by);
  }
  const { values } = record<{ kind: string; key: string; values: readonly Dim[] }>({
    kind: text,
    key: text,
    values: list(dim),
  })(value, at);
  if (values.length !== 2) return wrong(at, "two dimensions");
  return (kind === "max" ? maxDim : minDim)(values[0], values[1]);
}

function integer(value: unknown, at: string): number {
  return Number.isSafeInteger(value) ? Number(value) : wrong(at, "a whole number");
}
