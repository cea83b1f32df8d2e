/** Begins the body of a program's function: what it is given, checked and named, and the sizes read off it. */
import type { Plan } from "../../runtime/tfjs/plan.ts";
import type { Port } from "../../tensor/index.ts";
import type { Body } from "./body.ts";
import { type Code, code, joinCode, trusted } from "./code.ts";
import { flat } from "./expression.ts";
import { factsOf } from "./facts-of.ts";
import { member, type Names, propertyKey } from "./identifier.ts";
import { literal } from "./literal.ts";
import type { Module } from "./module.ts";
import { nameSizes, sizeName, smallSizes } from "./name-sizes.ts";
import { printDim } from "./print-dim.ts";

export interface Started {
  readonly body: Body;
  /** What the body has read so far of what its function is given: `weights`, `metrics`, `inputs`. */
  readonly touched: ReadonlySet<string>;
}

const PARAMETERS = [
  "weights",
  "inputs",
  "targets",
  "state",
  "optimizer",
  "metrics",
  "health",
  "step",
  "seed",
  "next",
];

/** The statements will stand `depth` levels deep. Inputs named `outputs/…` are what `predict` gives. */
export function startBody(module: Module, plan: Plan, depth: number): Started {
  const names = module.names.inner(PARAMETERS);
  const touched = new Set<string>();
  const part = (name: string) => {
    touched.add(name);
    return trusted(name);
  };
  const ports = plan.program.inputs.filter(({ host }) => !host);
  const { said, line } = callPredict(ports, names, part);
  const seen = new Map(ports.map((port) => [port.value, said.get(port.value) ?? portMember(port, part)]));
  const sizes = nameSizes(plan, seen, names.take);
  const body: Body = {
    ...emptyBody(module, plan, depth),
    names,
    said,
    layer: (name) => member(part("weights"), name),
    part,
    size: (symbol) => sizeName(sizes, symbol),
  };
  body.lines.push(...line, ...[...sizes.values()].map(({ name, found }) => code`const ${name} = ${found};`));
  for (const port of ports) if (!said.has(port.value)) checkPort(body, port, seen.get(port.value)!);
  body.lines.push(...smallSizes(plan, sizes));
  return { body, touched };
}

/** A body in which nothing is said yet. */
export function emptyBody(
  module: Module,
  plan: Plan,
  depth: number,
): Omit<Body, "names" | "said" | "layer" | "part" | "size"> {
  const facts = factsOf(plan);
  const hosts = plan.program.inputs.filter(({ host }) => host);
  return {
    module,
    facts,
    waiting: new Map(),
    hosts: new Map(hosts.map(({ name, value }) => [value, trusted(name === "seed" ? "seed" : "step")])),
    typeOf: (id) => (facts.fourDims.has(id) ? code`tf.Tensor4D` : undefined),
    local: new Map(),
    trees: new Map(),
    owners: new Map(),
    shapes: new Map(),
    measures: [],
    rows: new Map(),
    constants: new Map(),
    tapes: new Map(),
    kept: new Map(),
    weightsOf: new Map(),
    targets: new Map(),
    wishes: new Map(),
    outward: new Set(),
    lines: [],
    depth,
    shared: false,
    folds: false,
    trains: false,
    inLayer: false,
    quiet: false,
    remarked: {},
  };
}

/** `const { digit } = predict(weights, inputs);`, where outputs of `predict` are read. */
function callPredict(
  ports: readonly Port[],
  names: Names,
  part: (name: string) => Code,
): { said: Map<number, Code>; line: readonly Code[] } {
  const outputs = ports.filter(({ name }) => name.startsWith("outputs/"));
  const said = new Map(outputs.map((port) => [port.value, names.take(ownName(port))]));
  if (outputs.length === 0) return { said, line: [] };
  const fields = outputs.map((port) => {
    const [key, name] = [propertyKey(ownName(port)), said.get(port.value)!];
    return key === name ? name : code`${key}: ${name}`;
  });
  const call = code`predict(${part("weights")}, ${part("inputs")})`;
  return { said, line: [code`const { ${joinCode(fields, code`, `)} } = ${call};`] };
}

/** `inputs/image` → `image`. */
function ownName({ name }: Port): string {
  return name.slice(name.indexOf("/") + 1);
}

/** `inputs/image` → `inputs.image`. */
function portMember(port: Port, part: (name: string) => Code): Code {
  return member(part(port.name.startsWith("targets/") ? "targets" : "inputs"), ownName(port));
}

/** `const image = expectShape("image", inputs.image, [batch, 8, 8, 1]);` */
function checkPort(body: Body, port: Port, given: Code): void {
  const { facts, size } = body;
  const name = ownName(port);
  const shape = { items: facts.program.values[port.value].shape.map((dim) => printDim(dim, size)) };
  const check = code`expectShape(${literal(name)}, ${given}, ${flat(shape)});`;
  const isRead = facts.readers.has(port.value) || facts.results.has(port.value);
  if (!isRead) {
    body.lines.push(check);
    return;
  }
  const local = body.names.take(port.name.startsWith("targets/") ? `${name}_target` : name);
  body.said.set(port.value, local);
  body.lines.push(code`const ${local} = ${check}`);
}
