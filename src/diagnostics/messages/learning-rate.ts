import { defineMessage } from "../define-message.ts";

/** NN401: a learning rate, or another number of the optimizer, that does not train. */
export const learningRate = defineMessage({
  code: "NN401",
  title: "Learning rate out of range",
  severity: "warning",
  words: ({ found, help, severity }: { found: string; help: string; severity?: "error" | "warning" }) => ({
    found,
    help,
    ...(severity === undefined ? {} : { severity }),
  }),
  explanation: `Each optimizer has a range of rates that work: about 0.0001 to 0.01 for adam and rmsprop, 0.001 to 0.5 for sgd. Far above, the loss becomes infinite within an epoch.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(8, activation=relu)
  dense(1)
  compile { optimizer adam(learning_rate=1.0); loss mse }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(8, activation=relu)
  dense(1)
  compile { optimizer adam(learning_rate=0.001); loss mse }
}
\`\`\`
`,
});
