import { defineMessage } from "../define-message.ts";

/** NN308: a layer that reads a sequence, behind a recurrent layer that gives only its last step. */
export const lastStepOnly = defineMessage({
  code: "NN308",
  title: "Only the last step",
  severity: "error",
  words: ({
    layer,
    recurrent,
    severity,
  }: {
    layer: string;
    recurrent: string;
    severity?: "error" | "warning";
  }) => ({
    found: `\`${layer}\` reads a sequence, but \`${recurrent}\` gives only its last step.`,
    expected: "To hand on every step, a recurrent layer has `return_sequences=true`.",
    help: `Write \`${recurrent}(…, return_sequences=true)\`.`,
    ...(severity === undefined ? {} : { severity }),
  }),
  explanation: `A recurrent layer gives its last step unless told otherwise. Stacked recurrent layers need every step of the one before.

Wrong:

\`\`\`nn
model M {
  input words: [time, 8]
  lstm(32)
  lstm(16)
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input words: [time, 8]
  lstm(32, return_sequences=true)
  lstm(16)
  dense(1)
}
\`\`\`
`,
});
