import { defineMessage } from "../define-message.ts";
import { inWords } from "../in-words.ts";

/** How a class label can miss its classes. */
export type ClassLabelFault =
  | { readonly fault: "number"; readonly text: string; readonly first: number; readonly count: number }
  | {
      readonly fault: "name";
      readonly text: string;
      readonly names: readonly string[];
      readonly suggestion?: string;
    }
  /** Classes without declared names are words or numbers, not both. */
  | { readonly fault: "number-among-words"; readonly text: string; readonly names: readonly string[] }
  | { readonly fault: "too-many"; readonly text: string; readonly different: number; readonly count: number };

export interface Holes {
  /** "In data.csv, row 17 (line 18), column `species`". */
  readonly place: string;
  readonly label: ClassLabelFault;
}

/** NN211: a label that is none of the target's classes. */
export const classLabel = defineMessage({
  code: "NN211",
  title: "Label outside of the classes",
  severity: "error",
  words: ({ place, label }: Holes) => {
    switch (label.fault) {
      case "number":
        return {
          found: `${place} holds "${label.text}", which is the number of no class.`,
          expected: `There are ${label.count} classes; their numbers are ${label.first} to ${label.first + label.count - 1}.`,
          help: 'Correct the label, or the classes: `class(1..3)` if their numbers begin at 1, `class("10", "20")` if they are names.',
        };
      case "name":
        return {
          found: `${place} holds "${label.text}", which is none of the classes.`,
          expected: `The classes are ${label.names.map((name) => `"${name}"`).join(", ")}.`,
          help:
            label.suggestion === undefined
              ? "Correct the label, or add the class."
              : `Did you mean "${label.suggestion}"?`,
        };
      case "number-among-words":
        return {
          found: `${place} holds "${label.text}", a number in a column of words.`,
          expected: `The other labels are ${inWords(label.names, '"')}.`,
          help: `Correct the label; where it is the name of a class, name them all: \`class(${[label.text, ...label.names.slice(0, 2)].map((name) => `"${name}"`).join(", ")}${label.names.length > 2 ? ", …" : ""})\`.`,
        };
      case "too-many":
        return {
          found: `${place} holds "${label.text}", the first label too many.`,
          expected: `The column has ${label.different} different labels, but there are ${label.count} classes.`,
          help: "Correct the labels, or raise the number of classes.",
        };
    }
  },
  explanation: `A model with three classes has three outputs. A label beyond them belongs to none: the loss of that row would be
meaningless, often 0, so that training looks perfect and learns nothing.

Wrong, where the column holds 1, 2 and 3:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(3, activation=softmax)
}
\`\`\`

Repaired, with the labels as names:

\`\`\`nn
model M {
  input x: [4]
  target kind: class("1", "2", "3")
  dense(3, activation=softmax)
}
\`\`\`
`,
});
