/** What is rewritten for a backend computes the same, is final, and is written in calls that the backend has. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { BackendName } from "../../../src/runtime/tfjs/backends/backend.ts";
import type { Argument } from "../../../src/runtime/tfjs/call.ts";
import { legalize } from "../../../src/runtime/tfjs/legalize/index.ts";
import { type Loop, type Plan, planProgram } from "../../../src/runtime/tfjs/plan.ts";
import { evaluate, printProgram, showDim, simplify } from "../../../src/tensor/index.ts";
import { mlpTrainStep } from "../../tensor/train-step.ts";
import { expectClose, namedInputs, programOf } from "./compare.ts";
import { cases } from "./primitive-cases.ts";
import { recurrentStep, symbolicConvolutions } from "./symbolic-programs.ts";

const backends: readonly BackendName[] = ["wasm", "cpu", "tensorflow"];

for (const backend of backends)
  it(`computes the same for ${backend}, and legalizing again changes nothing`, () => {
    for (const arbitrary of Object.values(cases))
      fc.assert(
        fc.property(arbitrary, (one) => {
          const program = programOf(one);
          const legal = legalize(program, backend);
          expect(printProgram(legalize(legal, backend))).toBe(printProgram(legal));
          const inputs = namedInputs(one.inputs);
          const [expected, actual] = [program, legal].map((each) => evaluate(each, { inputs }).outputs);
          for (const [name, array] of expected) {
            const found = actual.get(name);
            if (found === undefined) throw new Error(`${name} is gone`);
            expectClose(found, array, 1e-5);
          }
        }),
        { seed: 5, numRuns: 12 },
      );
  });

it("writes a training step in calls for wasm", async () => {
  const program = simplify(mlpTrainStep(784, [512, 10]));
  const plan = planProgram(legalize(program, "wasm"), "wasm");
  await expect(showPlan(plan)).toMatchFileSnapshot("golden/mlp-calls-wasm.txt");
});

it("writes a recurrent step in calls for wasm: tapes between loops, weights transposed once", async () => {
  const plan = planProgram(legalize(simplify(recurrentStep()), "wasm"), "wasm");
  await expect(showPlan(plan)).toMatchFileSnapshot("golden/recurrent-calls-wasm.txt");
});

it("writes convolutions over any size for wasm without the kernels that it lacks", () => {
  for (const { program } of symbolicConvolutions()) {
    const text = showPlan(planProgram(legalize(program, "wasm"), "wasm"));
    expect(text).not.toMatch(/conv2dTranspose|conv2dFilterGrad/);
  }
});

/** A plan as text: one call a line, with what is disposed after it. */
function showPlan({ program, fixed, steps, results }: Plan, indent = ""): string {
  const line = ({ operation, work, released }: Plan["steps"][number]): string => {
    const names = operation.outputs.map((id) => `v${id}`).join(", ");
    const gone = released.length === 0 ? "" : `  // disposes ${released.map((id) => `v${id}`).join(", ")}`;
    if ("body" in work) return `${indent}${names} = ${showLoop(work, indent)}${gone}`;
    return `${indent}${names} = ${work.fn}(${work.args.map(showArgument).join(", ")})${gone}`;
  };
  const given = program.inputs.map(({ value, name }) => `${name} v${value}`).join(", ");
  const state = program.state.map(({ input, name }) => `${name} v${input}`).join(", ");
  return [
    `${indent}given ${given}${state && `; state ${state}`}`,
    ...(fixed.length > 0 ? [`${indent}once`, ...fixed.map(line)] : []),
    `${indent}each run`,
    ...steps.map(line),
    `${indent}gives ${results.map(({ value, copy }) => (copy ? `a copy of v${value}` : `v${value}`)).join(", ")}`,
  ].join("\n");
}

function showLoop({ body, length, reverse, consts, carry, rows, tapes }: Loop, indent: string): string {
  const ids = (list: readonly number[]) => list.map((id) => `v${id}`).join(", ");
  const taken = rows.map(
    ({ value, tape, last }) => `v${value}${tape ? " as tape" : ""}${last ? "" : " (again later)"}`,
  );
  const kept = tapes.map((tape) => (tape ? "tape" : "stacked")).join(", ");
  const head = `loop of ${showDim(length)}${reverse ? " backwards" : ""} over ${taken.join(", ")}; carry ${ids(carry)}; sees ${ids(consts)}; rows ${kept}`;
  return `${head}\n${showPlan(body, `${indent}    `)}\n${indent}   `;
}

function showArgument(argument: Argument): string {
  if (argument === null || typeof argument !== "object") return JSON.stringify(argument);
  if ("value" in argument) return `v${argument.value}`;
  if ("host" in argument) return `host v${argument.host}`;
  if ("dim" in argument) return showDim(argument.dim);
  if ("list" in argument) return `[${argument.list.map(showArgument).join(", ")}]`;
  return `{ ${Object.entries(argument.record)
    .map(([name, value]) => `${name}: ${showArgument(value)}`)
    .join(", ")} }`;
}
