import { defineMessage } from "../define-message.ts";

/** The spread of a column, or of all numbers of an input where no column is named. */
export interface Unscaled {
  readonly column?: string;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly deviation: number;
}

export interface Holes {
  readonly input: string;
  /** The layer that computes with it. */
  readonly layer: string;
  readonly file: string;
  /** Those that are off, the widest first; at least one. */
  readonly found: readonly Unscaled[];
  /** Of how many columns. */
  readonly width: number;
  /** The program has a `data` block. */
  readonly bound: boolean;
}

/** NN602: numbers of the data that are far from the size that weights start for. */
export const unscaledInput = defineMessage({
  code: "NN602",
  title: "Input that is not scaled",
  severity: "warning",
  words: ({ input, layer, file, found, width, bound }: Holes) => ({
    found: `\`${input}\` goes into \`${layer}\` as it is in ${file}: ${found.slice(0, most).map(spread).join(", ")}${rest(found.length, width)}.`,
    expected: "Weights start for numbers of about -1 to 1; with others training is slow, or finds nothing.",
    help:
      width === 1 && found[0].column === undefined
        ? `Begin with \`rescaling(1 / ${Math.ceil(Math.max(Math.abs(found[0].low), Math.abs(found[0].high)))})\`.`
        : bound
          ? `Prepare the columns: \`${input} = [...] -> normalization\`.`
          : `Begin with \`batch_normalization\`, or name the columns in a data block: \`${input} = [...] -> normalization\`.`,
  }),
  explanation: `A layer starts with weights that suit numbers of about -1 to 1. A column that goes to thousands drowns the others; one that lies around
2000 and hardly varies looks like a constant. \`normalization\` learns mean and variance from the training rows and brings every column to
the same size; the trained model keeps what it learned, so that predictions take the numbers as they come.

Wrong, where \`income\` goes to 200000:

\`\`\`nn
model M {
  input person: [2]
  target bought: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy }
  data "people.csv" {
    person = [age, income]
    bought = [bought]
  }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input person: [2]
  target bought: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy }
  data "people.csv" {
    person = [age, income] -> normalization
    bought = [bought]
  }
}
\`\`\`
`,
});

/** Columns named; the rest is counted. */
const most = 3;

function spread({ column, low, high, mean, deviation }: Unscaled): string {
  const name = column === undefined ? "its numbers go" : `\`${column}\` goes`;
  const range = `${name} from ${digits(low)} to ${digits(high)}`;
  return Math.abs(mean) > 10 * deviation
    ? `${range} (around ${digits(mean)}, give or take ${digits(deviation)})`
    : range;
}

function digits(number: number): string {
  return String(Number(number.toPrecision(4)));
}

function rest(found: number, width: number): string {
  return found > most ? `, and ${found - most} more of its ${width} columns` : "";
}
