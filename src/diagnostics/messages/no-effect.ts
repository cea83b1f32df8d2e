import { defineMessage } from "../define-message.ts";

/** NN305: a layer that changes nothing, or an activation applied a second time. */
export const noEffect = defineMessage({
  code: "NN305",
  title: "Layer without effect",
  severity: "warning",
  words: ({ found, help }: { found: string; help?: string }) => ({ found, help: help ?? "Remove it." }),
  explanation: `A second relu, a pooling window of 1, dropout of 0, a reshape to the same shape, flattening a vector: each leaves its input as it is, and is most often left over.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(16, activation=relu)
  relu
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(16, activation=relu)
  dense(1)
}
\`\`\`
`,
});
