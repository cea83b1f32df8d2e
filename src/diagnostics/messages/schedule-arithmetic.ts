import { defineMessage } from "../define-message.ts";

/** NN402: settings of training that cannot work together. */
export const scheduleArithmetic = defineMessage({
  code: "NN402",
  title: "Training that does not add up",
  severity: "warning",
  words: ({ found, help }: { found: string; help: string }) => ({ found, help }),
  explanation: `A patience longer than the training never runs out; a decay that brings the rate to nothing ends the training early; a batch of one has no spread to normalize by.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target y: real[1]
  dense(8, activation=relu)
  dense(1)
  compile { optimizer adam; loss mse }
  train { epochs 10; validation_split 0.2; callbacks early_stopping(patience=20) }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target y: real[1]
  dense(8, activation=relu)
  dense(1)
  compile { optimizer adam; loss mse }
  train { epochs 100; validation_split 0.2; callbacks early_stopping(patience=20) }
}
\`\`\`
`,
});
