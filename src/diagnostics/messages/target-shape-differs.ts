import { defineMessage } from "../define-message.ts";

/** NN214: a target of another shape than its output. */
export const targetShapeDiffers = defineMessage({
  code: "NN214",
  title: "Target and output differ in shape",
  severity: "error",
  words: ({
    target,
    expected,
    output,
    help,
  }: {
    target: string;
    expected: string;
    output: string;
    help: string;
  }) => ({
    found: `The target \`${target}\` ${expected === "[]" ? "is a single class for each example" : `has the shape ${expected}`}, but its output ${output}.`,
    expected: "Each number of the output is compared with one of the target; nothing is stretched silently.",
    help,
  }),
  explanation: `Other libraries stretch one of the two until they fit, which trains every output on the same number. Here the shapes are equal.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target position: real[3]
  dense(8, activation=relu)
  dense(1)
  compile { optimizer adam; loss mse }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target position: real[3]
  dense(8, activation=relu)
  dense(3)
  compile { optimizer adam; loss mse }
}
\`\`\`
`,
});
