import { defineMessage } from "../define-message.ts";

/** What is wrong with a data file as a whole. */
export type DataFileFault =
  | { readonly fault: "empty" }
  | { readonly fault: "no-rows" }
  | {
      readonly fault: "few-rows";
      readonly rows: number;
      readonly fraction: number;
      readonly part: "training" | "validation";
    }
  | { readonly fault: "numbers-as-header" }
  | { readonly fault: "separator"; readonly separator: "semicolons" | "tabs" }
  | { readonly fault: "duplicate-column"; readonly name: string }
  | { readonly fault: "unnamed-column"; readonly number: number }
  | { readonly fault: "open-quote" }
  | { readonly fault: "text-after-quote" }
  | { readonly fault: "encoding"; readonly found: string }
  | { readonly fault: "not-json"; readonly found: string }
  | { readonly fault: "example"; readonly place: string; readonly found: string }
  | { readonly fault: "more"; readonly count: number };

/** NN607: a data file that cannot be read, or holds too little. */
export const dataFile = defineMessage({
  code: "NN607",
  title: "Unusable file of data",
  severity: "error",
  words: ({ file, problem }: { readonly file: string; readonly problem: DataFileFault }) => {
    switch (problem.fault) {
      case "empty":
        return {
          found: `${file} is empty.`,
          expected: "I need a first line with the names of the columns, then one row an example.",
        };
      case "no-rows":
        return { found: `${file} has a header, but no rows below it.`, help: "Add at least one row." };
      case "few-rows":
        return {
          found: `${file} has ${problem.rows === 1 ? "1 row" : `${problem.rows} rows`}, and validation_split ${problem.fraction} leaves none for ${problem.part}.`,
          help: "Add rows, or change validation_split.",
        };
      case "numbers-as-header":
        return {
          found: `The first line of ${file} holds numbers, so it looks like a row of data.`,
          expected: "The first line names the columns; without it I would lose an example.",
          help: "Write a line with a name for each column above it.",
        };
      case "separator":
        return {
          found: `The first line of ${file} has no comma, but ${problem.separator}.`,
          expected: "Cells are separated by commas.",
          help: `Export the table with commas instead of ${problem.separator}.`,
        };
      case "duplicate-column":
        return {
          found: `${file} has two columns called \`${problem.name}\`, so I cannot know which one is meant.`,
          help: "Give one of them another name.",
        };
      case "unnamed-column":
        return {
          found: `Column ${problem.number} of ${file} has no name.`,
          help: "Name it in the first line.",
        };
      case "open-quote":
        return {
          found: `A double quote begins here in ${file} and is never closed, so the rest of the file belongs to this cell.`,
          help: 'Close the quote; a double quote inside a quoted cell is written twice: "".',
        };
      case "text-after-quote":
        return {
          found: `A quoted cell of ${file} goes on after its closing quote.`,
          help: 'Write a double quote inside a quoted cell twice: "".',
        };
      case "encoding":
        return { found: `${file} is not a UTF-8 text: ${problem.found}.`, help: "Save it as CSV in UTF-8." };
      case "not-json":
        return {
          found: `${file} is not JSON: ${problem.found}.`,
          help: "Correct the text, or give a CSV file.",
        };
      case "example":
        return {
          found: `${problem.place} ${problem.found}.`,
          expected:
            "Examples are a list; each is a list of numbers in the shape of the input, a list with one entry for each of several inputs, or an object with the inputs (or the columns) by name.",
          help: "Give every example in that form.",
        };
      case "more":
        return {
          found: `There are ${problem.count} more places like these in ${file}.`,
          help: "Repair the ones above first; often they have one cause.",
        };
    }
  },
  explanation: `A data file is a CSV table in UTF-8: a first line with one name for each column, then one row for each example,
cells separated by commas. A cell with a comma, a line break or a double quote inside stands in double quotes, with the inner
quote written twice.

Wrong:

\`\`\`csv
5.1,3.5,setosa
4.9,3.0,setosa
\`\`\`

Repaired:

\`\`\`csv
length,width,species
5.1,3.5,setosa
4.9,3.0,setosa
\`\`\`
`,
});
