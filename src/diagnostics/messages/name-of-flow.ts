import { defineMessage } from "../define-message.ts";

/** NN030: something else than names at the left of `=`. */
export const nameOfFlow = defineMessage({
  code: "NN030",
  title: "Left of the equals sign",
  severity: "error",
  words: ({ found, second }: { found: string; second: boolean }) => ({
    found: second ? "This is a second `=` in one statement." : `I found ${found} at the left of \`=\`.`,
    expected: "`=` gives a name to a flow: `name = source -> layer`, or several: `(a, b) = source -> layer`.",
    help: second ? "Write one statement for each name." : "Write a name there.",
  }),
  explanation: `At the left of \`=\` stands the name that the flow at its right is given, or names in parentheses where a layer
has several results.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  y = z = x -> dense(3)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  y = x -> dense(3)
}
\`\`\`
`,
});
