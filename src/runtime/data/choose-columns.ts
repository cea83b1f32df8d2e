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
 * A trained model knows the names of its columns: where a table has any of them, they decide, in whatever order they stand and whatever
 * else is there. Else a `data` block decides, and without one the order.
 */
export function chooseColumns(
  model: Model,
  ports: readonly WantedPort[],
  header: readonly string[],
  learned: Preparation | undefined,
): ChosenColumns {
  const known = ports.flatMap(({ name }) => learned?.ports.find((port) => port.name === name) ?? []);
  const knowsAny = known.some(({ columns }) => columns.some((name) => header.includes(name)));
  if (model.data === undefined && (known.length < ports.length || !knowsAny))
    return inOrder(ports, model, header);
  const learnedBindings = known.map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => ({ first: column, last: column })),
    trained: true,
  }));
  return byName(ports, [...learnedBindings, ...(model.data?.bindings ?? [])], header);
}

interface Binding extends Pick<DataBinding, "name" | "columns"> {
  /** The names are those of the training. */
  readonly trained?: boolean;
}

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
    const { columns: ranges = [], trained = false } = binding ?? {};
    const reader = { port: port.name, trained };
    return { port, columns: ranges.flatMap((range) => columnRange(range, reader, places, faults)) };
  });
  return faults.length > 0 ? { faults } : { columns };
}

function columnRange(
  { first, last }: { readonly first: string; readonly last: string },
  { port, trained }: { readonly port: string; readonly trained: boolean },
  places: ReadonlyMap<string, number>,
  faults: ColumnFault[],
): readonly number[] {
  const unknown = [...new Set([first, last])].filter((name) => !places.has(name));
  for (const column of unknown)
    faults.push({ fault: "unknown", column, port, trained, suggestion: suggest(column, [...places.keys()]) });
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
