import { defineMessage } from "../define-message.ts";

export interface NeverClosed {
  readonly opener: string;
  readonly closer: string;
  readonly others: number;
  readonly atEnd: boolean;
}

/** NN006: a bracket that is opened and never closed. */
export const neverClosed = defineMessage({
  code: "NN006",
  title: "Bracket never closed",
  severity: "error",
  words: ({ opener, closer, others, atEnd }: NeverClosed) => ({
    found: others === 0 ? `This \`${opener}\` is never closed.` : several(opener, others + 1, atEnd),
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

function several(opener: string, count: number, atEnd: boolean): string {
  return atEnd
    ? `${count} brackets are still open at the end of the file; this \`${opener}\` is the last of them.`
    : `${count} brackets are opened and not closed; this \`${opener}\` is the last of them.`;
}
