/** `readMetrics`: the numbers of a log. */
import type { Plan } from "../../runtime/tfjs/plan.ts";
import { buildUnits } from "./build-units.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { layoutAfter, WIDTH } from "./expression.ts";
import { propertyKey } from "./identifier.ts";
import { literal } from "./literal.ts";
import type { Module } from "./module.ts";
import { printUnits } from "./print-units.ts";
import { sayResult } from "./say-result.ts";
import { startBody } from "./start-body.ts";

export function printReadMetrics(module: Module, plan: Plan): Code {
  const { body } = startBody(module, plan, 2);
  printUnits({ ...body, quiet: true }, buildUnits(plan, module));
  const outputs = plan.program.outputs.map(({ name }, i) => [propertyKey(name), sayResult(body, i)] as const);
  const names = plan.program.outputs.map(({ name }) => name);
  return joinCode([
    docComment("The numbers of the log, from the batches since the metrics were begun."),
    head(names),
    code`  const scalars = tf.tidy(() => {`,
    indent(
      joinCode([...body.lines, code`${layoutAfter(code`return `, { fields: outputs }, WIDTH - 5)};`]),
      2,
    ),
    code`  });`,
    code`  return readNumbers(scalars);`,
    code`}`,
  ]);
}

function head(names: readonly string[]): Code {
  const start = code`export async function readMetrics({ metrics }: State): Promise<`;
  const listed = names.map((name) => literal(name));
  const oneLine = code`${start}Record<${joinCode(listed, code` | `)}, number>> {`;
  if (oneLine.length <= WIDTH) return oneLine;
  const fields = names.map((name) => code`readonly ${propertyKey(name)}: number;`);
  return code`${start}{\n${indent(joinCode(fields))}\n}> {`;
}
