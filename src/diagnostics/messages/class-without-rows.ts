import { defineMessage } from "../define-message.ts";
import { inWords } from "../in-words.ts";

export interface Holes {
  readonly target: string;
  readonly column: string;
  readonly file: string;
  /** All classes of the target. */
  readonly count: number;
  /** Those without training rows, as they are called: `"setosa"`, `class 2`. */
  readonly classes: readonly string[];
  /** The words that are classes because the file holds them, where the program names none. */
  readonly labels?: readonly string[];
  readonly fault: "only-in-validation" | "nowhere";
}

/** NN606: a class that no training row shows. */
export const classWithoutRows = defineMessage({
  code: "NN606",
  title: "Class without training rows",
  severity: "warning",
  words: ({ target, column, file, count, classes, labels, fault }: Holes) => {
    const names = inWords(classes, "");
    if (fault === "only-in-validation")
      return {
        found: `No training row of ${file} is ${names}, ${classes.length === 1 ? "a class" : "classes"} of \`${target}\`; validation rows are.`,
        expected: "What no training row shows is not learned: these rows will be counted as mistakes.",
        help: "Add rows of it, or keep fewer rows for validation.",
      };
    return {
      found:
        labels === undefined
          ? `\`${target}\` has ${count} classes, but in column \`${column}\` of ${file} no row is ${names}.`
          : `\`${target}\` has ${count} classes, but column \`${column}\` of ${file} holds only ${inWords(labels, '"')}.`,
      expected: "A class without rows is never learned.",
      help: "Look whether its rows were lost or its label is spelled in two ways, or leave the class out.",
    };
  },
  explanation: `A model learns a class from its rows. A class that has none keeps an output that means nothing, and one that is met only in validation
makes the validation look worse than the model is.

Wrong, where the column holds "cat" and "dog" only:

\`\`\`nn
model M {
  input x: [4]
  target pet: class("cat", "dog", "horse")
  dense(3, activation=softmax)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target pet: class("cat", "dog")
  dense(2, activation=softmax)
}
\`\`\`
`,
});
