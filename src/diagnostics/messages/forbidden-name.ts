import { defineMessage } from "../define-message.ts";

/** NN014: a name that would mean something else in the programs that are made from the file. */
export const forbiddenName = defineMessage({
  code: "NN014",
  title: "Name that cannot be used",
  severity: "error",
  words: ({ name, why }: { name: string; why: string }) => ({
    found: `\`${name}\` cannot be a name here: ${why}.`,
    help: "Choose another name.",
  }),
  explanation: `Names of a file become names in tables, in files of weights and in generated TypeScript. A few words have a meaning of their own there,
such as \`__proto__\` and \`constructor\`; and models and blocks become TypeScript declarations, which cannot be called \`new\` or \`delete\`.

Wrong:

\`\`\`nn
model M {
  input __proto__: [4]
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input prototype_vector: [4]
  dense(1)
}
\`\`\`
`,
});
