import { defineMessage } from "../define-message.ts";

/** NN113: class numbers that go into a layer which calculates with them. */
export const classAsNumber = defineMessage({
  code: "NN113",
  title: "Class read as a quantity",
  severity: "warning",
  words: ({ input, count, layer }: { input: string; count: number; layer: string }) => ({
    found: `\`${input}\` is one of ${count} classes, but \`${layer}\` calculates with its number: class 7 would be more than class 3.`,
    help: `Look the class up first (\`${input} -> embedding(${count}, 8)\`), or declare it as \`onehot(${count})\`.`,
  }),
  explanation: `The numbers of classes are names, not quantities. An embedding gives each class numbers of its own, which are learned; one-hot inputs are the plain way.

Wrong:

\`\`\`nn
model M {
  input country: class(195)[1]
  dense(8, activation=relu)
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input country: class(195)[1]
  embedding(195, 8)
  flatten
  dense(1)
}
\`\`\`
`,
});
