import { defineMessage } from "../define-message.ts";

/** NN060: a text where a plain name does. */
export const quotedName = defineMessage({
  code: "NN060",
  title: "Name in quotes",
  severity: "hint",
  words: ({ name }: { name: string }) => ({
    found: `"${name}" is a name of the language; it needs no quotes.`,
    help: `Write \`${name}\`.`,
  }),
  explanation: `Names stand bare in this language: \`padding=same\`, \`activation=relu\`. A text in their place is understood, and this is the tidier way.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(8, activation="relu")
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
