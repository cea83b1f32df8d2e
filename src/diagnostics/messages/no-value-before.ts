import { defineMessage } from "../define-message.ts";

/** NN057: a layer that continues from the value before it where there is none, or more than one. */
export const noValueBefore = defineMessage({
  code: "NN057",
  title: "Which value?",
  severity: "error",
  words: ({ found, help }: { found: string; help: string }) => ({ found, help }),
  explanation: `A bare layer continues from the value before it: the last flow's, or the one input. With several inputs a first flow has to say where it begins.

Wrong:

\`\`\`nn
model M {
  input a: [4]
  input b: [4]
  dense(8)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input a: [4]
  input b: [4]
  (a, b) -> concatenate -> dense(8)
}
\`\`\`
`,
});
