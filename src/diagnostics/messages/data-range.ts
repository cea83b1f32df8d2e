import { defineMessage } from "../define-message.ts";

/** How a number can miss what the model says about it. */
export type RangeFault =
  | { readonly fault: "not-whole" }
  | { readonly fault: "outside"; readonly low?: number; readonly high?: number }
  | { readonly fault: "embedding"; readonly layer: string; readonly rows: number }
  | { readonly fault: "flag" }
  | { readonly fault: "share" };

export interface Holes {
  readonly place: string;
  readonly text: string;
  readonly port: string;
  readonly range: RangeFault;
}

/** NN609: a number of the data that its input or target cannot hold. */
export const dataRange = defineMessage({
  code: "NN609",
  title: "Number outside of its range",
  severity: "error",
  words: ({ place, text, port, range }: Holes) => {
    const found = `${place} holds ${text}.`;
    switch (range.fault) {
      case "not-whole":
        return {
          found,
          expected: `\`${port}\` takes whole numbers of 32 bits.`,
          help: "Round the value, or declare the input as real numbers.",
        };
      case "outside":
        return {
          found,
          expected: `\`${port}\` was declared to be ${declaredRange(range)}.`,
          help: "Correct the value, or widen the declared range.",
        };
      case "embedding":
        return {
          found,
          expected: `\`${port}\` goes into \`${range.layer}\`, which has rows 0 to ${range.rows - 1} only.`,
          help: "Correct the value, or give the embedding more rows.",
        };
      case "flag":
        return { found, expected: `\`${port}\` takes 0 or 1.`, help: "Write 0 or 1." };
      case "share":
        return {
          found,
          expected: `\`${port}\` takes a share of each class, from 0 to 1.`,
          help: "Write 1 for the class of the row and 0 for the others.",
        };
    }
  },
  explanation: `What a model declares about its inputs and targets must be true of its data: whole numbers where it declares
\`i32\`, values inside \`in low..high\`, numbers below the rows of the embedding they go into.

Wrong, where the column \`age\` holds 131:

\`\`\`nn
model M {
  input age: [1] in 0..120
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input age: [1] in 0..150
  dense(1)
}
\`\`\`
`,
});

function declaredRange({ low, high }: { readonly low?: number; readonly high?: number }): string {
  if (low === undefined) return `at most ${high}`;
  return high === undefined ? `at least ${low}` : `from ${low} to ${high}`;
}
