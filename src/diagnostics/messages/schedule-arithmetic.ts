import { defineMessage } from "../define-message.ts";
import type { Severity } from "../diagnostic.ts";

/** NN402: settings of training that cannot work together. */
export const scheduleArithmetic = defineMessage({
  code: "NN402",
  title: "Training that does not add up",
  severity: "warning",
  words: (holes: { found: string; help: string; severity?: Severity }) => holes,
  explanation: `A patience longer than the training never runs out; a decay that brings the rate to nothing ends the training early; a batch of one has no spread to normalize by;
and a rate that a schedule decides at every step cannot be set by a callback, which is an error.

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
