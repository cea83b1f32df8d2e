import { defineMessage } from "../define-message.ts";

/** NN104: a reshape to a shape that holds more or fewer numbers. */
export const elementsDiffer = defineMessage({
  code: "NN104",
  title: "Reshape changes the number of elements",
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
  explanation: `\`reshape\` only groups the same numbers anew. One size may be -1: it follows from the others.

Wrong:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  reshape([28, 14, 1])
  flatten
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  reshape([28, 28])
  flatten
  dense(1)
}
\`\`\`
`,
});
