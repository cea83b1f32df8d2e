import { defineMessage } from "../define-message.ts";

/** NN058: an `nn-allow` comment that is unfinished or that nothing answers to. */
export const suppression = defineMessage({
  code: "NN058",
  title: "Suppression without effect",
  severity: "warning",
  words: ({ found, help }: { found: string; help: string }) => ({ found, help }),
  explanation: `A finding of the rules is silenced for one line by \`// nn-allow NN302: reason\`, at the end of that line or on the line before it. The reason
is for the next reader, so it has to be there; and a comment that silences nothing is reported, so that none outlives its cause.

Wrong:

\`\`\`nn
model M {
  input x: [8]
  // nn-allow NN302: left over
  dense(4, activation=relu)
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [8]
  // nn-allow NN302: a linear map in two steps, on purpose
  dense(16)
  dense(4)
}
\`\`\`
`,
});
