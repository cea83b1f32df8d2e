import { defineMessage } from "../define-message.ts";

/** What is wrong with a cell, or with a whole line of cells. */
export type CellFault =
  | { readonly fault: "missing"; readonly text: string }
  | { readonly fault: "text"; readonly text: string }
  | { readonly fault: "not-finite"; readonly text: string }
  | { readonly fault: "too-large"; readonly text: string }
  | { readonly fault: "blank-line" }
  | { readonly fault: "ragged"; readonly cells: number; readonly columns: number };

export interface Holes {
  /** "In data.csv, row 17 (line 18), column `width`": rows of data count from 1. */
  readonly place: string;
  readonly cell: CellFault;
}

/** NN601: a cell of the data that holds no usable number, or a row with too few or too many cells. */
export const dataCell = defineMessage({
  code: "NN601",
  title: "Unusable data",
  severity: "error",
  words: ({ place, cell }: Holes) => {
    switch (cell.fault) {
      case "missing":
        return {
          found:
            cell.text === ""
              ? `${place} is an empty cell.`
              : `${place} holds ${quoted(cell.text)}, which stands for a missing value.`,
          help: "Fill in the value, or remove the row.",
        };
      case "text":
        return {
          found: `${place} holds ${quoted(cell.text)}, which is not a number.`,
          expected:
            "A number is written like 3, -0.5 or 1e-3: a point for decimals, no units, no thousands separators.",
          help: "Write the number, or remove the row.",
        };
      case "not-finite":
        return {
          found: `${place} holds ${quoted(cell.text)}, which no model can learn from: one such value makes the whole loss useless.`,
          help: "Fill in a number, or remove the row.",
        };
      case "too-large":
        return {
          found: `${place} holds ${quoted(cell.text)}, beyond the largest number a model computes with, about 3.4e38.`,
          help: "Give the column in another unit, or correct the value.",
        };
      case "blank-line":
        return { found: `${place} is an empty line between rows.`, help: "Remove the line." };
      case "ragged":
        return {
          found: `${place} has ${cell.cells === 1 ? "1 cell" : `${cell.cells} cells`}, but the header names ${cell.columns}.`,
          expected: "Every row has one cell for each name of the header.",
          help:
            cell.cells > cell.columns
              ? "Look for a comma inside a value, and put such a value in double quotes."
              : "Look for a forgotten value; it needs its comma too.",
        };
    }
  },
  explanation: `Training starts only when every cell that the model reads is a number (or a known class): one missing value
would silently become something else, and one NaN would make every weight NaN.

Wrong:

\`\`\`csv
width,height
1.2,
abc,3
\`\`\`

Repaired:

\`\`\`csv
width,height
1.2,3.1
1.4,3
\`\`\`
`,
});

function quoted(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
