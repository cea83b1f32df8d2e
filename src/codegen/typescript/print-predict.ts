/** `predict`: the model in inference mode. */
import type { Plan } from "../../runtime/tfjs/plan.ts";
import { buildUnits } from "./build-units.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { layoutAfter, WIDTH } from "./expression.ts";
import { propertyKey } from "./identifier.ts";
import { markTypes } from "./mark-types.ts";
import type { Module } from "./module.ts";
import { printUnits } from "./print-units.ts";
import { sayOutput } from "./say-result.ts";
import { startBody } from "./start-body.ts";

export function printPredict(module: Module, plan: Plan): Code {
  const started = startBody(module, plan, 2);
  const body = { ...started.body, folds: true };
  const units = buildUnits(plan, module);
  markTypes(body, units);
  printUnits(body, units);
  const fields = plan.program.outputs.map(({ name }, i) => [propertyKey(name), sayOutput(body, i)] as const);
  const lines = [...body.lines, code`${layoutAfter(code`return `, { fields }, WIDTH - 5)};`];
  const weights = started.touched.has("weights") ? code`weights` : code`_weights`;
  return joinCode([
    docComment("What the model makes of its inputs. The tensors that it returns belong to the caller."),
    code`export function predict(${weights}: Weights, inputs: Inputs): Outputs {`,
    indent(joinCode([code`return tf.tidy(() => {`, indent(joinCode(lines)), code`});`])),
    code`}`,
  ]);
}
