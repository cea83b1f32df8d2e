import { defineMessage } from "../define-message.ts";

/** NN018: `name: value` among arguments. */
export const argumentColon = defineMessage({
  code: "NN018",
  title: "Colon in an argument",
  severity: "error",
  words: ({ name }: { name: string }) => ({
    found: `There is a \`:\` after the argument name \`${name}\`.`,
    expected: "An argument is written `name=value`.",
    help: "Write `=` in place of the colon.",
  }),
  explanation: `Arguments are written as in Keras, \`name=value\`.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(64, activation: relu)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(64, activation=relu)
}
\`\`\`
`,
});
