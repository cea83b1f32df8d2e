import { defineMessage } from "../define-message.ts";

/** NN216: a target that no output predicts. */
export const targetWithoutOutput = defineMessage({
  code: "NN216",
  title: "Target without an output",
  severity: "error",
  words: ({
    target,
    outputs,
    targets,
  }: {
    target: string;
    outputs: readonly string[];
    targets: readonly string[];
  }) => ({
    found: `No output predicts the target \`${target}\`.`,
    expected: `With several outputs or targets, each target has the name of its output; ${listed(outputs)}.`,
    help: `Call the value that predicts it \`${target}\`, and write \`output ${targets.join(", ")}\`.`,
  }),
  explanation: `Where a model has several outputs or targets they are paired by their names; one output and one target belong together whatever they are called.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target price: real[1]
  target kind: class(3)
  price = x -> dense(1)
  kinds = x -> dense(3, activation=softmax)
  output price, kinds
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target price: real[1]
  target kind: class(3)
  price = x -> dense(1)
  kind = x -> dense(3, activation=softmax)
  output price, kind
}
\`\`\`
`,
});

function listed(outputs: readonly string[]): string {
  if (outputs.length === 0) return "there is no output";
  return `here ${outputs.length === 1 ? "is" : "are"} ${outputs.map((name) => `\`${name}\``).join(", ")}`;
}
