import { defineMessage } from "../define-message.ts";

/** NN059: something that the language plans or Keras has, and that this compiler does not do. */
export const notSupported = defineMessage({
  code: "NN059",
  title: "Not supported",
  severity: "error",
  words: ({ what, help }: { what: string; help: string }) => ({ found: `${what} not supported.`, help }),
  explanation: `What this version cannot do is an error that says so, never a silent guess.

Wrong:

\`\`\`nn
model M {
  input a: [4]
  b = a -> dense(4)
  c = a + b
  c -> dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input a: [4]
  b = a -> dense(4)
  c = (a, b) -> add
  c -> dense(1)
}
\`\`\`
`,
});
