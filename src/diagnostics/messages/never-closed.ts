import { defineMessage } from "../define-message.ts";

/** NN006: a bracket that is opened and never closed. */
export const neverClosed = defineMessage({
  code: "NN006",
  title: "Bracket never closed",
  severity: "error",
  words: ({ opener, closer, others }: { opener: string; closer: string; others: number }) => ({
    found:
      others === 0
        ? `This \`${opener}\` is never closed.`
        : `${others + 1} brackets are still open at the end of the file; this \`${opener}\` is the last of them.`,
    help: `Write \`${closer}\` where it ends.`,
  }),
  explanation: `Every \`(\`, \`[\` and \`{\` needs its partner. Where one is missing, I go by the layout of the lines to guess how
far it reaches, so that the rest of the file is still checked.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(64
  relu
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(64)
  relu
}
\`\`\`
`,
});
