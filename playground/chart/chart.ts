/** What a chart of training shows: lines over the epochs, from the first on. */

export interface Chart {
  readonly title: string;
  readonly epochs: number;
  readonly lines: readonly ChartLine[];
}

/** `dashed` lines are of the validation part; `colour` counts the pairs of lines. */
export interface ChartLine {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: number;
  readonly dashed: boolean;
}
