import { defineMessage } from "../define-message.ts";

/** NN056: a layer or block that gets or gives more or fewer values than it is written for. */
export const numberOfValues = defineMessage({
  code: "NN056",
  title: "Wrong number of values",
  severity: "error",
  words: ({ found, expected, help }: { found: string; expected: string; help: string }) => ({
    found,
    expected,
    help,
  }),
  explanation: `Most layers take one value; \`add\`, \`concatenate\` and the like take several, given as \`(a, b) -> add\`. A layer with several results gives
them to several names: \`(sequence, hidden, cell) = x -> lstm(64, return_sequences=true, return_state=true)\`.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  x -> add
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  y = x -> dense(4)
  (x, y) -> add
}
\`\`\`
`,
});
