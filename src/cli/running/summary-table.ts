/** A model's summary as Keras prints it: its boxes, its widths, its footer; then what Keras does not say: memory and work. */
import type { Model } from "../../checker/model.ts";
import type { LayerSummary, ModelSummary, SummaryShape } from "../../checker/summarize.ts";

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
  const inputs = summary.inputs.map(({ name, shape }) => [
    `${name} (InputLayer)`,
    showShape(shape),
    "0",
    "-",
  ]);
  const layers = summary.layers.map((layer, i) => layerRow(layer, branching ? [feedersOf(model, i)] : []));
  const rows = branching ? [...inputs, ...layers] : layers;
  return [`Model: "${summary.model}"`, ...drawTable(columns, rows), ...footer(summary), ""].join("\n");
}

function isBranching({ inputs, applications }: Model): boolean {
  const follows = applications.every(({ inputs: from }, i) => {
    const before = i === 0 ? inputs[0].value : applications[i - 1].outputs[0];
    return from.length === 1 && from[0] === before;
  });
  return inputs.length > 1 || !follows;
}

function layerRow(layer: LayerSummary, more: readonly string[]): string[] {
  const { name, class: keras, output_shape: shape, params } = layer;
  const shapes = isShapes(shape) ? shape.map(showShape).join(", ") : showShape(shape);
  return [`${name} (${keras})`, shapes, params.toLocaleString("en-US"), ...more];
}

function isShapes(shape: LayerSummary["output_shape"]): shape is readonly SummaryShape[] {
  return Array.isArray(shape[0]);
}

function showShape(shape: SummaryShape): string {
  return `(${shape.map((size) => size ?? "None").join(", ")})`;
}

/** The layers and inputs that feed a layer, at each of its uses. */
function feedersOf(model: Model, layer: number): string {
  const uses = model.applications.filter((application) => application.layer === layer);
  return uses.flatMap(({ inputs }) => inputs.map((value) => producerOf(model, value))).join(", ");
}

function producerOf({ applications, layers, inputs }: Model, value: number): string {
  const producer = applications.find(({ outputs }) => outputs.includes(value));
  if (producer !== undefined) return layers[producer.layer].name;
  return inputs.find((input) => input.value === value)?.name ?? "";
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
  const { total_params, trainable_params, non_trainable_params, optimizer_params, memory, multiply_adds } =
    summary;
  const line = (what: string, params: number) =>
    ` ${what}: ${params.toLocaleString("en-US")} (${showBytes(4 * params)})`;
  const size = memory.predict;
  return [
    line("Total params", total_params),
    line("Trainable params", trainable_params),
    line("Non-trainable params", non_trainable_params),
    ...(optimizer_params === 0 ? [] : [line("Optimizer params", optimizer_params)]),
    ...(size === null
      ? []
      : [
          ` Memory to predict one example: ${typeof size === "number" ? showBytes(size) : `depends on ${size}`}`,
        ]),
    ...(multiply_adds === null
      ? []
      : [` Multiply-adds of one example: ${multiply_adds.toLocaleString("en-US")}`]),
  ];
}

/** As Keras shows sizes: 1024-based, two digits. */
function showBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = bytes === 0 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${(bytes / 1024 ** power).toFixed(2)} ${units[power]}`;
}
