import { defineMessage } from "../define-message.ts";

/** NN002: a name with letters outside ASCII, which may look like another name. */
export const foreignName = defineMessage({
  code: "NN002",
  title: "Foreign letter in a name",
  severity: "error",
  words: ({ name, letter, suggestion }: { name: string; letter: string; suggestion?: string }) => ({
    found: `The name \`${name}\` holds ${letter}.`,
    expected:
      "Names consist of the letters a–z and A–Z, digits and `_`, so that two names that look alike are alike.",
    help: suggestion === undefined ? "Spell the name with plain letters." : `Write \`${suggestion}\`.`,
  }),
  explanation: `Many alphabets hold letters that look the same: the Latin \`a\` and the Cyrillic \`а\` cannot be told apart on
a screen, but they are different characters. Names are therefore plain ASCII. Texts in quotes may hold any letter.

Wrong (the \`е\` of \`dеnse\` is Cyrillic):

\`\`\`nn
model M {
  input größe: [4]
  dеnse(8)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input groesse: [4]
  dense(8)
}
\`\`\`
`,
});
