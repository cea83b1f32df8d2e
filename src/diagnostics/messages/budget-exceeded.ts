import { defineMessage } from "../define-message.ts";

/** NN504: an `assert` of the file that does not hold. */
export const budgetExceeded = defineMessage({
  code: "NN504",
  title: "Over the budget",
  severity: "error",
  words: ({ quantity, value, condition }: { quantity: string; value: string; condition: string }) => ({
    found: `This model's ${quantity} is ${value}.`,
    expected: `The file asserts \`${condition}\`.`,
    help: "`nnc summary` shows where it goes; make the model smaller or the budget larger.",
  }),
  explanation: `\`assert params <= 50_000, macs <= 10M, memory <= 20MB\` keeps a model within bounds from now on. \`params\` counts all weights, \`trainable_params\` those that
learn, \`macs\` the multiply-adds of predicting one example, \`memory\` the bytes that this needs, \`download\` the bytes of the weights.

Wrong:

\`\`\`nn
model M {
  input x: [100]
  dense(100, activation=relu)
  dense(1)
  assert params <= 1_000
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [100]
  dense(100, activation=relu)
  dense(1)
  assert params <= 11_000
}
\`\`\`
`,
});
