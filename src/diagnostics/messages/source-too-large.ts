import { defineMessage } from "../define-message.ts";

/** NN011: a file larger than a program that a person wrote. */
export const sourceTooLarge = defineMessage({
  code: "NN011",
  title: "File too large",
  severity: "error",
  words: ({ characters, limit }: { characters: number; limit: number }) => ({
    found: `The file has ${characters.toLocaleString("en-US")} characters.`,
    expected: `I read programs up to ${limit.toLocaleString("en-US")} characters.`,
    help: 'Move parts into files of their own and bring them in with `import { … } from "./other.nn"`; write repeated parts with `repeat`.',
  }),
  explanation: `A program of more than 1 MiB is not one that a person wrote; most likely it is a data file with the wrong name.

Wrong: a file of 100,000 lines, each \`dense(8)\`.

Repaired:

\`\`\`nn
model M {
  input x: [8]
  repeat 100 { dense(8) }
}
\`\`\`
`,
});
