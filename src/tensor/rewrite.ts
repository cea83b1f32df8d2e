/** How every pass changes a program: operation by operation, replaced by freshly traced ones or kept. */
import { sameShape } from "./dim-arithmetic.ts";
import {
  addInput,
  append,
  createGraphOver,
  type Graph,
  type Tensor,
  tensorAt,
  toProgram,
  typeOf,
  withOriginNumber,
} from "./graph.ts";
import { isProgram } from "./map-attributes.ts";
import type { Attributes, Operation, Program } from "./program.ts";
import type { Type } from "./type.ts";

/** More replacements of replacements than this means that rules undo each other. */
const DEEPEST = 64;

/** What a rule sees of an operation: its inputs are already in the new graph. */
export interface RewriteContext {
  readonly graph: Graph;
  readonly inputs: readonly Tensor[];
  /** The types of the results; a replacement must give the same. */
  readonly types: readonly Type[];
  /** Whether this is the body of a loop, where what stays the same in each step costs nothing: it moves out. */
  readonly inLoop: boolean;
  /** The operation of the new graph that makes a value; undefined for the program's inputs. */
  readonly producerOf: (tensor: Tensor) => Operation | undefined;
}

/** What stands in the operation's place (traced with tensor functions from the inputs), or undefined to keep it. */
export type Rule = (operation: Operation, context: RewriteContext) => readonly Tensor[] | undefined;

/** A rule for one program or loop body, which may remember what was kept. */
export interface Rewriter {
  readonly rule: Rule;
  readonly kept?: (operation: Operation, outputs: readonly Tensor[]) => void;
}

/**
 * The program with every operation offered to a rule, loop bodies first. What a replacement is made of is offered again,
 * until no rule wants it. Origins stay; what nobody reads any more is left for `withoutDeadCode`.
 */
export function rewrite(program: Program, createRewriter: () => Rewriter, inLoop = false): Program {
  const graph = createGraphOver(program.name, program.origins);
  const tensors = new Map<number, Tensor>();
  const given = [...program.inputs.map(({ value }) => value), ...program.state.map(({ input }) => input)];
  for (const id of new Set(given)) tensors.set(id, addInput(graph, program.values[id]));
  const visit = createVisitor(graph, createRewriter, inLoop);
  for (const operation of program.operations) {
    const inputs = operation.inputs.map((id) => tensorOf(tensors, id));
    const types = operation.outputs.map((id) => program.values[id]);
    const outputs = visit(operation, inputs, types, 0);
    for (const [i, id] of operation.outputs.entries()) tensors.set(id, outputs[i]);
  }
  const at = (id: number) => tensorOf(tensors, id).id;
  const rewritten = toProgram(graph, {
    inputs: program.inputs.map((port) => ({ ...port, value: at(port.value) })),
    outputs: program.outputs.map((port) => ({ ...port, value: at(port.value) })),
    state: program.state.map(({ name, input, output }) => ({ name, input: at(input), output: at(output) })),
  });
  return { ...rewritten, origins: program.origins };
}

type Visit = (
  operation: Operation,
  inputs: readonly Tensor[],
  types: readonly Type[],
  depth: number,
) => readonly Tensor[];

function createVisitor(graph: Graph, createRewriter: () => Rewriter, inLoop: boolean): Visit {
  const { rule, kept } = createRewriter();
  const producers = new Map<number, Operation>();
  const producerOf = ({ id }: Tensor) => producers.get(id);
  const visit: Visit = (operation, inputs, types, depth) => {
    const rewritten = withRewrittenBodies(operation, createRewriter);
    const start = graph.operations.length;
    const replacement = withOriginNumber(graph, operation.origin, () =>
      rule(rewritten, { graph, inputs, types, inLoop, producerOf }),
    );
    if (replacement !== undefined) {
      requireTypes(operation, replacement, types);
      return revisit(graph, start, replacement, visit, depth);
    }
    const outputs = withOriginNumber(graph, operation.origin, () =>
      append(graph, operation.op, inputs, types, rewritten.attributes),
    );
    const appended = graph.operations[graph.operations.length - 1];
    for (const { id } of outputs) producers.set(id, appended);
    kept?.(appended, outputs);
    return outputs;
  };
  return visit;
}

/** Takes the operations that a rule traced off the graph again and offers each to the rules. */
function revisit(
  graph: Graph,
  start: number,
  replacement: readonly Tensor[],
  visit: Visit,
  depth: number,
): readonly Tensor[] {
  const traced = graph.operations.splice(start);
  if (depth > DEEPEST)
    throw new Error(`the rules for ${traced.map(({ op }) => op).join(", ")} undo each other`);
  const replaced = new Map<number, Tensor>();
  const now = (tensor: Tensor) => replaced.get(tensor.id) ?? tensor;
  for (const operation of traced) {
    const inputs = operation.inputs.map((id) => now(tensorAt(graph, id)));
    const types = operation.outputs.map((id) => typeOf(graph.values[id]));
    const outputs = visit(operation, inputs, types, depth + 1);
    for (const [i, id] of operation.outputs.entries()) replaced.set(id, outputs[i]);
  }
  return replacement.map(now);
}

function requireTypes({ op }: Operation, replacement: readonly Tensor[], types: readonly Type[]): void {
  const same = types.every(
    ({ dtype, shape }, i) => replacement[i].dtype === dtype && sameShape(replacement[i].shape, shape),
  );
  if (!same || replacement.length !== types.length)
    throw new Error(`a replacement of ${op} is of another type`);
}

function withRewrittenBodies(operation: Operation, createRewriter: () => Rewriter): Operation {
  const entries = Object.entries(operation.attributes);
  if (!entries.some(([, value]) => isProgram(value))) return operation;
  const attributes: Attributes = Object.fromEntries(
    entries.map(([name, value]) => [name, isProgram(value) ? rewrite(value, createRewriter, true) : value]),
  );
  return { ...operation, attributes };
}

function tensorOf(tensors: ReadonlyMap<number, Tensor>, id: number): Tensor {
  const tensor = tensors.get(id);
  if (tensor === undefined) throw new Error(`value ${id} is read before it is made`);
  return tensor;
}
