import { defineMessage } from "../define-message.ts";

/** NN203: an activation that both the output and its loss apply. */
export const activationInBoth = defineMessage({
  code: "NN203",
  title: "Applied twice",
  severity: "error",
  words: ({ loss, activation }: { loss: string; activation: string }) => ({
    found: `\`${loss}(from_logits=true)\` takes scores and makes probabilities of them itself, but this output is already behind \`${activation}\`.`,
    expected: "Applied twice, the gradients all but vanish.",
    help: `Remove \`${activation}\` from the output, or \`from_logits=true\` from the loss.`,
  }),
  explanation: `A loss \`from_logits\` applies softmax or sigmoid by itself, in a form that loses nothing. The output must then be the bare scores.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(16, activation=relu)
  dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy(from_logits=true) }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(16, activation=relu)
  dense(3)
  compile { optimizer adam; loss sparse_categorical_crossentropy(from_logits=true) }
}
\`\`\`
`,
});
