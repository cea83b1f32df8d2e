import { defineMessage } from "../define-message.ts";

/** NN033: two items of a list side by side. */
export const missingComma = defineMessage({
  code: "NN033",
  title: "Missing comma",
  severity: "error",
  words: ({ found }: { found: string }) => ({
    found: `I found ${found} right after another item of the list.`,
    expected: "Items are separated by commas.",
    help: "Write a comma between the two.",
  }),
  explanation: `Arguments and the items of a list are separated by commas.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(64 activation=relu)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(64, activation=relu)
}
\`\`\`
`,
});
