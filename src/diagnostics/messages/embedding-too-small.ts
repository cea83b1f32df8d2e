import { defineMessage } from "../define-message.ts";

/** NN112: an embedding with fewer rows than its input has values. */
export const embeddingTooSmall = defineMessage({
  code: "NN112",
  title: "Embedding too small",
  severity: "error",
  words: ({ input, low, high, rows }: { input: string; low: number; high: number; rows: number }) => ({
    found: `\`${input}\` has the values ${low} to ${high}, but this embedding has ${rows} rows, numbered 0 to ${rows - 1}.`,
    expected:
      low < 0
        ? "Rows are numbered from 0, so a negative number reads nothing."
        : "A number beyond the rows reads nothing.",
    help: low < 0 ? "Shift the numbers so that they begin at 0." : `Give it ${high + 1} rows.`,
  }),
  explanation: `An embedding is a table with one row for each number that may come in.

Wrong:

\`\`\`nn
model M {
  input words: i32[12] in 0..19_999
  embedding(10_000, 16)
  global_average_pooling1d
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input words: i32[12] in 0..19_999
  embedding(20_000, 16)
  global_average_pooling1d
  dense(1)
}
\`\`\`
`,
});
