import { defineMessage } from "../define-message.ts";

/** How the columns of a file and the tensors of a model can fail to meet. */
export type ColumnFault =
  | {
      readonly fault: "unknown";
      readonly column: string;
      readonly port: string;
      /** The column is one of the training's, and not one that the program names. */
      readonly trained: boolean;
      readonly suggestion?: string;
    }
  | { readonly fault: "backwards"; readonly first: string; readonly last: string; readonly port: string }
  | { readonly fault: "unbound"; readonly port: string }
  | { readonly fault: "count"; readonly columns: number; readonly expected: number; readonly layout: string }
  | {
      readonly fault: "width";
      readonly port: string;
      readonly columns: number;
      readonly shape: string;
      readonly elements: string;
    }
  | { readonly fault: "length"; readonly port: string; readonly shape: string }
  | { readonly fault: "steps-on-labels"; readonly port: string }
  | { readonly fault: "step-shape"; readonly port: string; readonly step: string; readonly found: string };

/** NN608: the columns of a data file do not fill the model's inputs and targets. */
export const dataColumns = defineMessage({
  code: "NN608",
  title: "Columns and model do not fit",
  severity: "error",
  words: ({ file, problem }: { readonly file: string; readonly problem: ColumnFault }) => {
    switch (problem.fault) {
      case "unknown":
        return {
          found: `${file} has no column \`${problem.column}\`, which \`${problem.port}\` ${problem.trained ? "read in training" : "reads"}.`,
          help:
            problem.suggestion !== undefined
              ? problem.trained
                ? `If \`${problem.suggestion}\` is that column, call it \`${problem.column}\`.`
                : `Did you mean \`${problem.suggestion}\`?`
              : problem.trained
                ? "Add the column, or call one of the others so."
                : "Name a column of the file.",
        };
      case "backwards":
        return {
          found: `\`${problem.port}\` reads the columns from \`${problem.first}\` to \`${problem.last}\`, but in ${file} the last one comes first.`,
          help: `Write [${problem.last}..${problem.first}].`,
        };
      case "unbound":
        return {
          found: `The data block does not say which columns of ${file} fill \`${problem.port}\`.`,
          help: `Add \`${problem.port} = [column]\` to it.`,
        };
      case "count":
        return {
          found: `${file} has ${problem.columns === 1 ? "1 column" : `${problem.columns} columns`}, but the model reads ${problem.expected}.`,
          expected: `Without a data block the columns are, in this order: ${problem.layout}.`,
          help: "Bring the columns into this order, or name them in a data block.",
        };
      case "width":
        return {
          found: `\`${problem.port}\` gets ${problem.columns === 1 ? "1 column" : `${problem.columns} columns`} of ${file}, but ${problem.shape === "[]" ? "it" : `its shape ${problem.shape}`} takes ${problem.elements}.`,
          help: "Change the columns, or the shape.",
        };
      case "length":
        return {
          found: `I cannot tell from the columns of ${file} how long \`${problem.port}\` ${problem.shape} is.`,
          expected:
            "One size in the shapes of the model may stay open, so that the number of columns decides it.",
          help: "Give the other sizes as numbers.",
        };
      case "steps-on-labels":
        return {
          found: `\`${problem.port}\` holds class labels, and they take no preparing steps.`,
          help: "Remove the steps.",
        };
      case "step-shape":
        return {
          found: `\`${problem.step}\` does not fit the columns of \`${problem.port}\`: ${problem.found}`,
          help: "Change the step, or the columns.",
        };
    }
  },
  explanation: `A \`data\` block says which columns fill each input and target. A tensor takes as many columns as it has elements,
row by row; a class takes one column. Without a data block, the columns of the file fill the inputs in order, then the targets.

Wrong:

\`\`\`nn
model M {
  input size: [2]
  dense(1)
  data "sizes.csv" { size = [width] }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input size: [2]
  dense(1)
  data "sizes.csv" { size = [width, height] }
}
\`\`\`
`,
});
