import { defineMessage } from "../define-message.ts";

/** NN034: a character that belongs to no word and no sign of the language. */
export const unexpectedCharacter = defineMessage({
  code: "NN034",
  title: "Unknown character",
  severity: "error",
  words: ({ text, help }: { text: string; help?: string }) => ({
    found: `The language has no use for ${text} here.`,
    help: help ?? "Delete it; inside a text in double quotes it may stand.",
  }),
  explanation: `Programs consist of ASCII letters, digits, \`_\` and the signs of the language. Texts in quotes and comments may hold
any character.

Wrong:

\`\`\`nn
model M {
  input price: [4] €
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input price: [4] // in €
  dense(1)
}
\`\`\`
`,
});
