import { defineMessage } from "../define-message.ts";

/** NN010: a word of the language where a name has to be given. */
export const reservedName = defineMessage({
  code: "NN010",
  title: "Reserved word",
  severity: "error",
  words: ({ word, suggestion }: { word: string; suggestion?: string }) => ({
    found: `\`${word}\` is a word of the language and cannot be a name here.`,
    expected: "Inside `( )`, `[ ]` and settings every word is free.",
    help:
      suggestion === undefined
        ? "Choose another name."
        : `Choose another name, for instance \`${suggestion}\`.`,
  }),
  explanation: `These words begin a form, and so cannot name a value, a model or a block: \`model block input target output repeat in
const param layer compile train data assert test import from\`; \`true false none if else\` are kept as well. Argument names, columns and
the keys of settings may be any word.

Wrong:

\`\`\`nn
model M {
  input data: [4]
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input features: [4]
  dense(1)
}
\`\`\`
`,
});
