import { defineMessage } from "../define-message.ts";

/** NN215: an output without a loss. */
export const outputWithoutLoss = defineMessage({
  code: "NN215",
  title: "Nothing trains this output",
  severity: "error",
  words: ({ output, fix }: { output: string; fix: string }) => ({
    found: `\`${output}\` is an output, but no loss speaks of it: the layers that lead to it alone would stay random.`,
    help: fix,
  }),
  explanation: `Every output is trained by a loss of its own. An output that is only looked at has the loss \\\`none\\\`.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  price = x -> dense(1)
  kind = x -> dense(3, activation=softmax)
  output price, kind
  compile { optimizer adam; loss price: mse }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  price = x -> dense(1)
  kind = x -> dense(3, activation=softmax)
  output price, kind
  compile { optimizer adam; loss price: mse, kind: sparse_categorical_crossentropy }
}
\`\`\`
`,
});
