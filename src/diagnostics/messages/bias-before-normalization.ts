import { defineMessage } from "../define-message.ts";

/** NN303: a bias in front of a batch normalization. */
export const biasBeforeNormalization = defineMessage({
  code: "NN303",
  title: "Bias that is subtracted again",
  severity: "hint",
  words: ({ layer, count }: { layer: string; count: number }) => ({
    found: `\`batch_normalization\` subtracts the mean, so the bias of this \`${layer}\` has no effect: ${count} parameter${count === 1 ? "" : "s"} for nothing.`,
    help: "Write `use_bias=false`.",
  }),
  explanation: `Batch normalization has an offset of its own. A bias just before it is cancelled exactly.

Wrong:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  conv2d(32, 3)
  batch_normalization
  relu
  flatten
  dense(10, activation=softmax)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  conv2d(32, 3, use_bias=false)
  batch_normalization
  relu
  flatten
  dense(10, activation=softmax)
}
\`\`\`
`,
});
