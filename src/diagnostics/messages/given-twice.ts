import { defineMessage } from "../define-message.ts";

/** NN013: one name, argument or setting given a second time. */
export const givenTwice = defineMessage({
  code: "NN013",
  title: "Given twice",
  severity: "error",
  words: ({ what, name, help }: { what: string; name: string; help?: string }) => ({
    found: `The ${what} \`${name}\` is given twice.`,
    ...(help === undefined
      ? { expected: "A name means one thing, from its line to the end of its body." }
      : {}),
    help: help ?? "Remove one of the two, or give this one another name.",
  }),
  explanation: `One name stands for one thing in its scope, and an argument or setting has one value. A flow needs no new name to go on: a bare layer
continues from the value before it.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  x = x -> dense(8, activation=relu)
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(8, activation=relu)
  dense(1)
}
\`\`\`
`,
});
