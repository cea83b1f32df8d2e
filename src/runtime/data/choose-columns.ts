/** Which columns of a table go where: by the names that a `data` block or the training gave them, or else in order. */
import type { DataBinding, Model } from "../../checker/model.ts";
import type { ColumnFault } from "../../diagnostics/messages/data-columns.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { bindDim, type Dim, showDim, showShape, sizeOf } from "../../tensor/index.ts";
import type { Preparation } from "./preparation.ts";
import { sizeOfAll, solveSize } from "./solve-size.ts";
import { type WantedPort, wantedPorts } from "./wanted-ports.ts";

/** A port with the numbers of its columns. */
export interface GivenColumns {
  readonly port: WantedPort;
  readonly columns: readonly number[];
}

export type ChosenColumns =
  | { readonly columns: readonly GivenColumns[] }
  | { readonly faults: readonly ColumnFault[] };

/**
 * A trained model knows which columns its ranges `[a..c]` meant, in whatever order another file has them. Without a `data` block
 * the order decides, unless the file has the very columns of the training.
 */
export function chooseColumns(
  model: Model,
  ports: readonly WantedPort[],
  header: readonly string[],
  learned: Preparation | undefined,
): ChosenColumns {
  const known = ports.flatMap(({ name }) => learned?.ports.find((port) => port.name === name) ?? []);
  const knowsAll =
    known.length === ports.length &&
    known.every(({ columns }) => columns.every((name) => header.includes(name)));
  const bindings = (model.data?.bindings ?? []).map(({ name, columns }) => ({ name, columns }));
  const learnedBindings = known.map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => ({ first: column, last: column })),
  }));
  if (model.data === undefined)
    return knowsAll ? byName(ports, learnedBindings, header) : inOrder(ports, model, header);
  return byName(ports, [...learnedBindings, ...bindings], header);
}

type Binding = Pick<DataBinding, "name" | "columns">;

function byName(
  ports: readonly WantedPort[],
  bindings: readonly Binding[],
  header: readonly string[],
): ChosenColumns {
  const places = new Map(header.map((name, column) => [name, column]));
  const faults: ColumnFault[] = [];
  const columns = ports.map((port) => {
    const binding = bindings.find(({ name }) => name === port.name);
    if (binding === undefined) faults.push({ fault: "unbound", port: port.name });
    return {
      port,
      columns: (binding?.columns ?? []).flatMap((range) => columnRange(range, port.name, places, faults)),
    };
  });
  return faults.length > 0 ? { faults } : { columns };
}

function columnRange(
  { first, last }: { readonly first: string; readonly last: string },
  port: string,
  places: ReadonlyMap<string, number>,
  faults: ColumnFault[],
): readonly number[] {
  const unknown = [...new Set([first, last])].filter((name) => !places.has(name));
  for (const column of unknown)
    faults.push({ fault: "unknown", column, port, suggestion: suggest(column, [...places.keys()]) });
  const [from, to] = [places.get(first) ?? 0, places.get(last) ?? 0];
  if (unknown.length === 0 && to < from) faults.push({ fault: "backwards", first, last, port });
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => from + i);
}

/** In the order of the model. For a prediction the targets' columns may follow, and are not read. */
function inOrder(ports: readonly WantedPort[], model: Model, header: readonly string[]): ChosenColumns {
  const fitting = [ports, wantedPorts(model, true)].find(
    (some) => solveSize(totalSize(some), header.length) !== undefined,
  );
  const sizes = fitting === undefined ? undefined : solveSize(totalSize(fitting), header.length);
  if (sizes === undefined) return { faults: [orderFault(ports, header.length)] };
  let next = 0;
  const take = (count: number) => Array.from({ length: count }, () => next++);
  return {
    columns: ports.map((port) => ({ port, columns: take(Number(bindDim(sizeOf(port.shape), sizes))) })),
  };
}

function totalSize(ports: readonly WantedPort[]): Dim {
  return sizeOfAll(ports.map(({ shape }) => sizeOf(shape)));
}

function orderFault(ports: readonly WantedPort[], columns: number): ColumnFault {
  const total = totalSize(ports);
  const open = ports.find(({ shape }) => shape.some((dim) => typeof dim !== "number"));
  if (typeof total !== "number" && open !== undefined)
    return { fault: "length", port: open.name, shape: showShape(open.shape) };
  const layout = ports.map(({ name, shape }) => `${name} (${showDim(sizeOf(shape))})`).join(", ");
  return { fault: "count", columns, expected: Number(total), layout };
}
