import { defineMessage } from "../define-message.ts";

/** NN302: linear layers with nothing between them. */
export const linearInARow = defineMessage({
  code: "NN302",
  title: "Two linear layers in a row",
  severity: "warning",
  words: ({ first, second }: { first: string; second: string }) => ({
    found:
      first === second
        ? `Two \`${first}\` layers with no activation between them equal one: depth without effect.`
        : `\`${first}\` and \`${second}\` with no activation between them equal one \`${second}\`: depth without effect.`,
    help: "Give the first an activation: `activation=relu`. If it is meant, say so: `activation=linear`.",
  }),
  explanation: `A linear map of a linear map is a linear map. What makes a network deep is what stands between: an activation.

Wrong:

\`\`\`nn
model M {
  input x: [100]
  dense(64)
  dense(32, activation=relu)
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [100]
  dense(64, activation=relu)
  dense(32, activation=relu)
  dense(1)
}
\`\`\`
`,
});
