import { defineMessage } from "../define-message.ts";

/** NN027: text with which no statement or setting begins. */
export const misplacedStart = defineMessage({
  code: "NN027",
  title: "Not the beginning of a statement",
  severity: "error",
  words: ({ found, rule, help }: { found: string; rule: string; help?: string }) => ({
    found: `I cannot begin anything with ${found}.`,
    expected: rule,
    help: help ?? "Delete it, or write the word that it belongs to before it.",
  }),
  explanation: `A body holds inputs, targets, constants, flows and the other forms. A flow begins with a value, a layer or a group
\`(a, b)\`; numbers, texts and signs begin nothing.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  "relu"
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  relu
}
\`\`\`
`,
});
