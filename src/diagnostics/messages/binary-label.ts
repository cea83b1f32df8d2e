import { defineMessage } from "../define-message.ts";

/** NN213: the label of a yes-or-no target that is neither 0 nor 1, nor one of its two names. */
export const binaryLabel = defineMessage({
  code: "NN213",
  title: "Label is neither 0 nor 1",
  severity: "error",
  words: ({
    place,
    text,
    names,
    help,
  }: {
    readonly place: string;
    readonly text: string;
    readonly names?: readonly string[];
    readonly help?: string;
  }) => ({
    found: `${place} holds "${text}".`,
    expected:
      names === undefined
        ? "A binary label is 0 or 1."
        : `A label here is "${names[0]}" (0) or "${names[1]}" (1).`,
    help:
      help ??
      (names === undefined
        ? 'Write 0 or 1; other words for the two can be named: `binary("no", "yes")`, also `binary("-1", "1")`.'
        : "Correct the label."),
  }),
  explanation: `A binary target is 0 or 1. With other numbers the loss has no meaning: labels of -1 and 1 drive
binary_crossentropy to minus infinity.

Wrong, where the column holds -1 and 1:

\`\`\`nn
model M {
  input x: [4]
  target sick: binary
  dense(1, activation=sigmoid)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target sick: binary("-1", "1")
  dense(1, activation=sigmoid)
}
\`\`\`
`,
});
