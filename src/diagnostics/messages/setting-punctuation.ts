import { defineMessage } from "../define-message.ts";

/** NN017: `key: value` or `key = value` in settings, where the key and the value stand side by side. */
export const settingPunctuation = defineMessage({
  code: "NN017",
  title: "Sign between key and value",
  severity: "error",
  words: ({ key, sign }: { key: string; sign: string }) => ({
    found: `There is a \`${sign}\` after \`${key}\`.`,
    expected: `A setting is written \`key value\`, without a sign between them.`,
    help: `Delete the \`${sign}\`.`,
  }),
  explanation: `Settings read like a specification: \`optimizer adam\`. The colon has a meaning of its own there, it names the output
that a loss or metric belongs to (\`loss price: mse, kind: categorical_crossentropy\`), and \`=\` gives a name to an argument.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(1)
  compile { optimizer: adam; loss = mse }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(1)
  compile { optimizer adam; loss mse }
}
\`\`\`
`,
});
