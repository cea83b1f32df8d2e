import { defineMessage } from "../define-message.ts";

/** NN108: a named size where only a number will do. */
export const sizeUnknown = defineMessage({
  code: "NN108",
  title: "Size that has to be a number",
  severity: "error",
  words: ({
    found,
    expected,
    help,
    trace,
  }: {
    found: string;
    expected?: string;
    help?: string;
    trace?: string;
  }) => ({
    found,
    ...(expected === undefined && trace === undefined
      ? {}
      : { expected: [expected, trace].filter(Boolean).join("\n") }),
    ...(help === undefined ? {} : { help }),
  }),
  explanation: `A named size such as \`time\` may differ from batch to batch. Weights cannot: every size of a weight is a number.

Wrong:

\`\`\`nn
model M {
  input words: [time, 8]
  flatten
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input words: [time, 8]
  global_average_pooling1d
  dense(1)
}
\`\`\`
`,
});
