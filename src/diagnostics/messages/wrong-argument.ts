import { defineMessage } from "../define-message.ts";

/** NN015: an argument or setting that is missing, too many, or of the wrong kind. */
export const wrongArgument = defineMessage({
  code: "NN015",
  title: "Value that does not fit",
  severity: "error",
  words: ({ found, expected, help }: { found: string; expected?: string; help?: string }) => ({
    found,
    ...(expected === undefined ? {} : { expected }),
    ...(help === undefined ? {} : { help }),
  }),
  explanation: `Every argument has a kind: a whole number, a name out of a few, an initializer, another layer. \`nnc explain dense\` shows the arguments
of a layer with their kinds and defaults.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(activation=relu)
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(8, activation=relu)
  dense(1)
}
\`\`\`
`,
});
