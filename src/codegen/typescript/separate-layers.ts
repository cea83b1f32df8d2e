/**
 * A program in which layers have less to do with each other, so that each can be a function of its own: what is so cheap that a
 * person would write it in both layers is computed in both, and where gradients meet they are added outside of the layers.
 */
import type { WeightSpec } from "../../library/weight-spec.ts";
import { type Operation, type Origin, type Program, sameShape, withoutDeadCode } from "../../tensor/index.ts";
import type { Module } from "./module.ts";

/** The same program, for reading: it computes the same numbers, some of them twice. */
export function separateLayers(program: Program, module: Pick<Module, "weights" | "madeAt">): Program {
  return withOwnGradients(withOwnViews(addOutside(program), module), module.weights);
}

/** Where gradients of several layers meet. */
const MEETING = "gradients that meet";

/** An addition of what several layers give back belongs to none of them. */
function addOutside(program: Program): Program {
  const origins = [...program.origins];
  const meeting = meetingSums(program);
  const places = new Map<Operation, number>();
  const blocksOf = (operation: Operation) => origins[places.get(operation) ?? operation.origin].blocks ?? [];
  const innermost = placeFinder(program, meeting, blocksOf);
  for (const operation of [...meeting].reverse()) {
    const blocks = innermost(operation);
    places.set(operation, origins.push({ phase: "backward", type: MEETING, blocks }) - 1);
  }
  const operations = program.operations.map((operation) => {
    const origin = places.get(operation);
    return origin === undefined ? operation : { ...operation, origin };
  });
  return { ...program, origins, operations };
}

/** Additions of gradients from different layers, and those that go on adding to them, in order. */
function meetingSums({ operations, origins }: Program): ReadonlySet<Operation> {
  const makers = new Map<number, Operation>();
  const meeting = new Set<Operation>();
  for (const operation of operations) {
    const [a, b] = operation.inputs.map((id) => makers.get(id));
    for (const id of operation.outputs) makers.set(id, operation);
    if (operation.op !== "add" || a === undefined || b === undefined) continue;
    const places = [operation, a, b].map(({ origin }) => origins[origin]);
    const differ = groupOf(places[1]) !== groupOf(places[2]) || meeting.has(a) || meeting.has(b);
    if (differ && places.every(({ phase }) => phase === "backward")) meeting.add(operation);
  }
  return meeting;
}

/** Finds the innermost block in which both summands are at hand, and not further out than the sum is read. */
function placeFinder(
  program: Program,
  meeting: ReadonlySet<Operation>,
  blocksOf: (operation: Operation) => readonly string[],
): (sum: Operation) => readonly string[] {
  const makers = makersOf(program);
  const readers = new Map<number, Operation[]>();
  for (const operation of program.operations)
    for (const id of operation.inputs) readers.set(id, [...(readers.get(id) ?? []), operation]);
  const isAtHand = (id: number, sum: Operation, prefix: readonly string[]) => {
    const maker = makers.get(id);
    const others = (readers.get(id) ?? []).filter((reader) => reader !== sum && !meeting.has(reader));
    return [...(maker === undefined ? [] : [maker]), ...others].some(
      (each) => sharedLength(blocksOf(each), prefix) === prefix.length,
    );
  };
  return (sum) => {
    const own = blocksOf(sum);
    const consumers = sum.outputs.flatMap((id) => readers.get(id) ?? []);
    const least = Math.max(0, ...consumers.map((reader) => sharedLength(blocksOf(reader), own)));
    for (let depth = own.length; depth > least; depth--) {
      const prefix = own.slice(0, depth);
      if (sum.inputs.every((id) => isAtHand(id, sum, prefix))) return prefix;
    }
    return own.slice(0, least);
  };
}

/** How many instances the two have in common from the outside in. */
function sharedLength(a: readonly string[], b: readonly string[]): number {
  const end = a.findIndex((instance, i) => instance !== b[i]);
  return end === -1 ? a.length : end;
}

/** Another view of what both layers are given is no result of the one that was first to need it. */
function withOwnViews(program: Program, places: Pick<Module, "madeAt">): Program {
  const { origins, values } = program;
  const forward = originsByGroup(program);
  const isView = cheapness(program, VIEWS);
  return withCopies(
    program,
    ({ origin }) => origins[origin].layer,
    (layer, id, maker) => {
      const place = origins[maker.origin];
      const isResult = sameShape(places.madeAt(place)?.type.shape ?? [], values[id].shape);
      if (place.phase !== "forward" || place.layer === layer || isResult || !isView(id)) return undefined;
      return forward.get(`forward ${layer}`);
    },
  );
}

const VIEWS: ReadonlySet<string> = new Set(["reshape", "transpose"]);

/** A weight whose gradient is also another one's has it made by its own layer, and is updated by itself. */
function withOwnGradients(program: Program, weights: readonly WeightSpec[]): Program {
  const { origins, values } = program;
  const backward = originsByGroup(program);
  const served = weightsServed(program, weights);
  const isCheap = cheapness(program, new Set(["sum", ...VIEWS]));
  const pathOf = (operation: Operation) => {
    const paths = served.get(operation) ?? [];
    return paths.length === 1 ? paths[0] : undefined;
  };
  return withCopies(program, pathOf, (path, id, maker) => {
    const { phase, layer } = origins[maker.origin];
    if (phase === "update")
      return pathOf(maker) === undefined && values[id].shape.length > 0 ? maker.origin : undefined;
    const [own] = path.split("/");
    return phase === "backward" && layer !== own && isCheap(id) ? backward.get(`backward ${own}`) : undefined;
  });
}

/** Whether a value is made by such operations alone of what its layer is given, its weights not among it. */
function cheapness(program: Program, cheap: ReadonlySet<string>): (id: number) => boolean {
  const makers = makersOf(program);
  const state = new Set(program.state.map(({ input }) => input));
  const groupAt = (operation: Operation | undefined) =>
    operation && groupOf(program.origins[operation.origin]);
  const isCheap = (id: number): boolean => {
    const maker = makers.get(id);
    if (maker === undefined || !cheap.has(maker.op)) return false;
    const isGiven = (each: number) => !state.has(each) && groupAt(makers.get(each)) !== groupAt(maker);
    return maker.inputs.every((each) => isGiven(each) || isCheap(each));
  };
  return isCheap;
}

/**
 * Has an operation read copies of values that are made for its own key, where `originFor` names the place of such a copy. A copy
 * stands behind its original.
 */
function withCopies(
  program: Program,
  keyOf: (reader: Operation) => string | undefined,
  originFor: (key: string, id: number, maker: Operation) => number | undefined,
): Program {
  const makers = makersOf(program);
  const values = [...program.values];
  const copies = new Map<string, number>();
  const after = new Map<Operation, Operation[]>();
  const copy = (id: number, key: string): number => {
    const maker = makers.get(id);
    const origin = maker && originFor(key, id, maker);
    if (maker === undefined || origin === undefined) return id;
    const known = copies.get(`${id} ${key}`);
    if (known !== undefined) return known;
    const inputs = maker.inputs.map((each) => copy(each, key));
    const made = values.push(values[id]) - 1;
    after.set(maker, [...(after.get(maker) ?? []), { ...maker, inputs, outputs: [made], origin }]);
    copies.set(`${id} ${key}`, made);
    return made;
  };
  const readers = program.operations.map((operation): readonly [Operation, Operation] => {
    const key = keyOf(operation);
    if (key === undefined) return [operation, operation];
    return [operation, { ...operation, inputs: operation.inputs.map((id) => copy(id, key)) }];
  });
  const operations = readers.flatMap(([before, now]) => [now, ...(after.get(before) ?? [])]);
  return withoutDeadCode({ ...program, values, operations });
}

/** The weights that each operation of the update serves, other than through a single number. */
function weightsServed(
  { operations, state, values, origins }: Program,
  weights: readonly WeightSpec[],
): ReadonlyMap<Operation, readonly string[]> {
  const paths = new Set(weights.map(({ path }) => path));
  const served = new Map<number, Set<string>>();
  for (const { name, output } of state) if (paths.has(name)) served.set(output, new Set([name]));
  const found = new Map<Operation, readonly string[]>();
  for (const operation of operations.toReversed()) {
    if (origins[operation.origin].phase !== "update") continue;
    const all = new Set(operation.outputs.flatMap((id) => [...(served.get(id) ?? [])]));
    found.set(operation, [...all]);
    for (const id of operation.inputs)
      if (values[id].shape.length > 0) served.set(id, new Set([...(served.get(id) ?? []), ...all]));
  }
  return found;
}

function originsByGroup({ operations, origins }: Program): ReadonlyMap<string, number> {
  return new Map(operations.toReversed().map(({ origin }) => [groupOf(origins[origin]), origin] as const));
}

function groupOf({ phase, layer }: Origin): string {
  return `${phase} ${layer}`;
}

function makersOf({ operations }: Program): ReadonlyMap<number, Operation> {
  return new Map(operations.flatMap((operation) => operation.outputs.map((id) => [id, operation] as const)));
}
