import { defineMessage } from "../define-message.ts";

/** What came of it on a small task of three classes, or of two: medians of ten seeds. */
const measured: ReadonlyMap<string, string> = new Map(
  [
    ["categorical_crossentropy", "0.38 instead of 0.89"],
    ["sparse_categorical_crossentropy", "0.55 instead of 0.89"],
    ["binary_crossentropy", "0.75 instead of 0.94"],
  ].map(([loss, accuracy]) => [loss, `Measured on a small task, the accuracy came out at ${accuracy}.`]),
);

/** NN201: a loss over probabilities, behind an output without limits. */
export const scoresForProbabilities = defineMessage({
  code: "NN201",
  title: "Scores where probabilities are needed",
  severity: "error",
  words: ({ loss, ending, logits }: { loss: string; ending: string; logits: boolean }) => ({
    found: `\`${loss}\` compares probabilities, but this output gives any number from minus to plus infinity.`,
    expected: measured.get(loss),
    help: logits
      ? `End with \`${ending}\`, or keep the scores and write \`${loss}(from_logits=true)\`.`
      : `End with \`${ending}\`.`,
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
