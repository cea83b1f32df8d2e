import { defineMessage } from "../define-message.ts";

/** NN705: a file of weights that is not there. The model is sound without it; its training is not. */
export const weightsMissing = defineMessage({
  code: "NN705",
  title: "Weights that are not there",
  severity: "warning",
  words: ({ what, file }: { what: string; file: string }) => ({
    found: `${what} is to begin with the weights in "${file}", but there is no such file.`,
    expected: "The path is relative to the file that names it.",
    help: "Check the path, or train the model that the weights come from first.",
  }),
  explanation: `A layer or a training may begin with weights that another training saved. \`nnc check\` looks whether their file is there; \`nnc train\`
reads it, and does not begin without it.

Wrong, where only \`trained/base\` was saved:

\`\`\`nn
model M {
  input x: [4]
  dense(8, activation=relu, weights="trained/bass/weights.safetensors")
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(8, activation=relu, weights="trained/base/weights.safetensors")
  dense(1)
}
\`\`\`
`,
});
