/** A model's summary as Keras prints it: its boxes, its widths, its footer; then what Keras does not say: memory and work. */
import type { Model } from "../../checker/model.ts";
import type { LayerSummary, ModelSummary } from "./model-summary.ts";

/** A column: its heading, the room for its text, and on which side the text stands. Keras's widths. */
interface Column {
  readonly heading: string;
  readonly width: number;
  readonly right?: true;
}

const lineColumns: readonly Column[] = [
  { heading: "Layer (type)", width: 36 },
  { heading: "Output Shape", width: 27 },
  { heading: "Param #", width: 15, right: true },
];

const branchingColumns: readonly Column[] = [
  { heading: "Layer (type)", width: 25 },
  { heading: "Output Shape", width: 22 },
  { heading: "Param #", width: 14, right: true },
  { heading: "Connected to", width: 22 },
];

export function summaryTable(model: Model, summary: ModelSummary): string {
  const branching = isBranching(model);
  const columns = branching ? branchingColumns : lineColumns;
  const inputs = branching
    ? model.inputs.map(({ name, type }) => inputRow(name, type.shape.slice(1).map(String)))
    : [];
  const rows = [...inputs, ...summary.layers.map((layer) => layerRow(layer, branching))];
  return [`Model: "${summary.model}"`, ...drawTable(columns, rows), ...footer(summary), ""].join("\n");
}

function isBranching({ inputs, applications }: Model): boolean {
  const follows = applications.every(({ inputs: from }, i) => {
    const before = i === 0 ? inputs[0].value : applications[i - 1].outputs[0];
    return from.length === 1 && from[0] === before;
  });
  return inputs.length > 1 || !follows;
}

function inputRow(name: string, shape: readonly string[]): string[] {
  return [`${name} (InputLayer)`, showShape(shape), "0", "-"];
}

function layerRow({ name, keras, output_shape, params, inputs }: LayerSummary, branching: boolean): string[] {
  const shape = output_shape.slice(1).map(String);
  const cells = [`${name} (${keras})`, showShape(shape), params.toLocaleString("en-US")];
  return branching ? [...cells, inputs.join(", ")] : cells;
}

function showShape(dims: readonly string[]): string {
  return dims.length === 0 ? "(None)" : `(None, ${dims.join(", ")})`;
}

function drawTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const rule = (left: string, line: string, cross: string, right: string) =>
    `${left}${columns.map(({ width }) => line.repeat(width + 2)).join(cross)}${right}`;
  const draw = (cells: readonly string[], bar: string) => drawRow(cells, columns, bar);
  return [
    rule("┏", "━", "┳", "┓"),
    ...draw(
      columns.map(({ heading }) => heading),
      "┃",
    ),
    rule("┡", "━", "╇", "┩"),
    ...rows.flatMap((row, i) => [...(i === 0 ? [] : [rule("├", "─", "┼", "┤")]), ...draw(row, "│")]),
    rule("└", "─", "┴", "┘"),
  ];
}

/** One row; cells that are too long go on in the next line. */
function drawRow(cells: readonly string[], columns: readonly Column[], bar: string): string[] {
  const wrapped = cells.map((cell, i) => wrap(cell, columns[i].width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const texts = wrapped.map((lines, i) => {
      const text = lines[line] ?? "";
      const { width, right } = columns[i];
      return right ? text.padStart(width) : text.padEnd(width);
    });
    return `${bar} ${texts.join(` ${bar} `)} ${bar}`;
  });
}

function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.flatMap((line) => line.match(new RegExp(`.{1,${width}}`, "gu")) ?? [""]);
}

function footer(summary: ModelSummary): string[] {
  const {
    total_params,
    trainable_params,
    non_trainable_params,
    optimizer_params,
    predict_bytes,
    multiply_adds,
  } = summary;
  const line = (what: string, params: number) =>
    ` ${what}: ${params.toLocaleString("en-US")} (${showBytes(4 * params)})`;
  return [
    line("Total params", total_params),
    line("Trainable params", trainable_params),
    line("Non-trainable params", non_trainable_params),
    ...(optimizer_params === 0 ? [] : [line("Optimizer params", optimizer_params)]),
    ` Memory to predict one example: ${typeof predict_bytes === "number" ? showBytes(predict_bytes) : predict_bytes}`,
    ` Multiply-adds of one example: ${multiply_adds.toLocaleString("en-US")}`,
  ];
}

/** As Keras shows sizes: 1024-based, two digits. */
function showBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = bytes === 0 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${(bytes / 1024 ** power).toFixed(2)} ${units[power]}`;
}
