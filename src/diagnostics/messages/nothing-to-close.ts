import { defineMessage } from "../define-message.ts";

/** NN007: a closing bracket without its opening one. */
export const nothingToClose = defineMessage({
  code: "NN007",
  title: "Nothing to close",
  severity: "error",
  words: ({ closer, opener, wanted }: { closer: string; opener: string; wanted?: string }) =>
    wanted === undefined
      ? {
          found: `Nothing is open that this \`${closer}\` could close.`,
          help: `Delete it, or write the \`${opener}\` that it belongs to.`,
        }
      : {
          found: `This \`${closer}\` stands where \`${wanted}\` has to close the bracket.`,
          help: `Write \`${wanted}\`.`,
        },
  explanation: `A closing bracket without an opening one: either it is one too many, or its partner is missing.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(3))
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(3)
}
\`\`\`
`,
});
