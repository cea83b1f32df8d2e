import { defineMessage } from "../define-message.ts";

/** NN216: a target that no output predicts. */
export const targetWithoutOutput = defineMessage({
  code: "NN216",
  title: "Target without an output",
  severity: "error",
  words: ({ target, fix }: { target: string; fix: string }) => ({
    found: `No output predicts the target \`${target}\`.`,
    expected: "With several outputs or targets, each target has the name of its output.",
    help: fix,
  }),
  explanation: `Where a model has several outputs or targets they are paired by their names; one output and one target belong together whatever they are called.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target price: real[1]
  target kind: class(3)
  price = x -> dense(1)
  kinds = x -> dense(3, activation=softmax)
  output price, kinds
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target price: real[1]
  target kind: class(3)
  price = x -> dense(1)
  kind = x -> dense(3, activation=softmax)
  output price, kind
}
\`\`\`
`,
});
