/** `prepare`: from rows of raw data to inputs, as the training data were prepared. */
import type { PlannedPort } from "../../runtime/data/plan-columns.ts";
import { buildUnits } from "./build-units.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { type Expression, flat, layoutAfter, WIDTH } from "./expression.ts";
import { member, propertyKey } from "./identifier.ts";
import { float32Literal, literal } from "./literal.ts";
import { markTypes } from "./mark-types.ts";
import type { Module } from "./module.ts";
import type { PreparationPlan } from "./plan-preparation.ts";
import { printUnits } from "./print-units.ts";
import { sayOutput } from "./say-result.ts";
import { printRecord } from "./shape-tree.ts";
import { emptyBody } from "./start-body.ts";

/** The columns, the type of a row, what was learned, and the function. */
export function printPrepare(module: Module, preparation: PreparationPlan): readonly Code[] {
  return [
    printColumns(preparation.ports),
    printRow(preparation),
    ...printLearned(preparation),
    printFunction(module, preparation),
  ];
}

function printColumns(ports: readonly PlannedPort[]): Code {
  const lists: Expression = {
    fields: ports.map(({ name, columnNames }) => [
      propertyKey(name),
      { items: columnNames.map((each) => literal(each)) },
    ]),
  };
  return joinCode([
    docComment("The columns of raw data that fill each input."),
    code`${layoutAfter(code`export const columns = `, lists, WIDTH - 10)} as const;`,
  ]);
}

function printRow(preparation: PreparationPlan): Code {
  const parts = preparation.ports.map((port) => {
    const type = classesOf(preparation, port)?.every((each) => typeof each === "string")
      ? code`string`
      : code`number`;
    return code`Readonly<Record<(typeof columns)[${literal(port.name)}][number], ${type}>>`;
  });
  return joinCode([
    docComment("A row of raw data, by column."),
    code`export type Row = ${joinCode(parts, code` &\n  `)};`,
  ]);
}

/** The classes of a column of labels, in the order of their numbers; undefined for a column of numbers. */
function classesOf(
  { labels }: PreparationPlan,
  { name, reading }: PlannedPort,
): readonly (string | number)[] | undefined {
  if (reading.kind !== "label") return undefined;
  return (
    reading.names ?? labels.get(name) ?? Array.from({ length: reading.count }, (_, i) => i + reading.first)
  );
}

function printLearned({ learned, plan }: PreparationPlan): readonly Code[] {
  const read = plan.program.state.filter(({ input }) =>
    plan.program.operations.some(({ inputs }) => inputs.includes(input)),
  );
  if (read.length === 0) return [];
  const values = read.map(({ name }): [string, Expression] => [
    name.slice("learned/".length),
    { items: (learned.get(name)?.data ?? []).map(float32Literal) },
  ]);
  return [
    joinCode([
      docComment("What the preparing steps learned from the training data."),
      code`${layoutAfter(code`const learned = `, printRecord(values), WIDTH - 1)};`,
    ]),
  ];
}

function printFunction(module: Module, preparation: PreparationPlan): Code {
  const { plan, ports, learned } = preparation;
  const names = module.names.inner(["rows"]);
  const said = new Map<number, Code>();
  const lines: Code[] = [];
  for (const [i, port] of ports.entries()) {
    const name = names.take(`${port.name}_columns`);
    said.set(plan.program.inputs[i].value, name);
    lines.push(code`const ${name} = ${flat(readCall(preparation, port))};`);
  }
  for (const { name, input } of plan.program.state) {
    const shape = learned.get(name)?.shape ?? [];
    const list = name.split("/").slice(1).reduce(member, code`learned`);
    const sizes: Expression = { items: shape.map((size) => literal(size)) };
    said.set(input, flat({ callee: code`tf.tensor`, args: shape.length === 1 ? [list] : [list, sizes] }));
  }
  const body = {
    ...emptyBody(module, plan, 2),
    names,
    said,
    lines,
    layer: (name: string) => member(code`learned`, name),
    part: (name: string) => member(code`learned`, name),
    size: () => code`rows.length`,
  };
  const units = buildUnits(plan, module);
  markTypes(body, units);
  printUnits(body, units);
  const fields = plan.program.outputs.map(({ name }, i) => [propertyKey(name), sayOutput(body, i)] as const);
  return joinCode([
    docComment("The inputs that rows of raw data make, prepared as the training data were."),
    code`export function prepare(rows: readonly Row[]): Inputs {`,
    indent(
      joinCode([
        code`return tf.tidy(() => {`,
        indent(joinCode([...lines, code`return ${flat({ fields })};`])),
        code`});`,
      ]),
    ),
    code`}`,
  ]);
}

function readCall(preparation: PreparationPlan, port: PlannedPort): Expression {
  const columns = member(code`columns`, port.name);
  const classes = classesOf(preparation, port);
  if (classes !== undefined)
    return {
      callee: code`readClasses`,
      args: [code`rows`, columns, { items: classes.map((each) => literal(each)) }],
    };
  const dtype = port.reading.kind === "whole" ? [literal("int32")] : [];
  return { callee: code`readColumns`, args: [code`rows`, columns, ...dtype] };
}
