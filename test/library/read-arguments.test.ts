/** Arguments of library entries: text in, plain data or all problems of the call out. */
import { expect, it } from "vitest";
import type { EntryProblem } from "../../src/library/entry-problem.ts";
import { library } from "../../src/library/index.ts";
import { layerCallOf, tryCall, tryLayerCall } from "./read-call.ts";

/** The problems of a step, one line each, without the places. */
function problemsOf(text: string, tensors: readonly string[] = []): readonly string[] {
  const result = tryLayerCall(text, tensors);
  if ("plain" in result) throw new Error(`${text} is fine`);
  return result.problems.map((problem) => said(problem, text));
}

function said({ span, ...problem }: EntryProblem, text: string): string {
  const start = span.start - "model Trial { compile { optimizer ".length;
  const where = text.slice(start, start + span.end - span.start);
  const { candidates, first, ...rest } = problem as Record<string, unknown>;
  const close = Array.isArray(candidates) ? `${candidates.length} candidates` : undefined;
  return [`at ${where}:`, ...Object.values(rest), close].filter((part) => part !== undefined).join(" | ");
}

it("fills positional arguments in order and named ones by name, and every default", () => {
  const { name, arguments: given } = layerCallOf(
    "conv2d(8, [3, 5], 2, padding=same, activation=leaky_relu(0.3))",
  );
  expect(name).toBe("conv2d");
  expect(given).toMatchObject({
    filters: 8,
    kernel_size: [3, 5],
    strides: [2, 2],
    padding: "same",
    dilation_rate: [1, 1],
    activation: { name: "leaky_relu", arguments: { negative_slope: 0.3 } },
    kernel_initializer: { name: "glorot_uniform", arguments: { seed: null } },
    kernel_regularizer: null,
  });
});

it("keeps the order of declaration, whatever the order of the call", () => {
  const { arguments: given } = layerCallOf("dense(use_bias=false, units=2)");
  expect(Object.keys(given)).toEqual(Object.keys(library.layers.find("dense")!.parameters));
});

it("takes strings where names are meant, and names by alias", () => {
  expect(layerCallOf('dense(2, activation="swish")').arguments.activation).toEqual({
    name: "silu",
    arguments: {},
  });
  expect(layerCallOf("batch_norm").name).toBe("batch_normalization");
  expect(layerCallOf("dense(2, activation=none)").arguments.activation).toEqual({
    name: "linear",
    arguments: {},
  });
});

it("makes a step of every activation", () => {
  for (const { name, parameters } of library.activations.entries) {
    const required = Object.entries(parameters).filter(([, kind]) => kind.default === undefined);
    const call = layerCallOf(
      required.length === 0 ? name : `${name}(${required.map(([key]) => `${key}=1`).join(", ")})`,
    );
    const own = library.layers.find(name);
    expect(call.name).toBe(own === undefined ? "activation" : name);
  }
});

it("reads a layer as an argument, with a name of its own", () => {
  const { layer } = layerCallOf('bidirectional(lstm(4, name="reader"), merge_mode=none)').arguments;
  expect(layer).toMatchObject({
    name: "lstm",
    layerName: "reader",
    arguments: { units: 4, go_backwards: false },
  });
  expect(layerCallOf("time_distributed(gelu)").arguments.layer).toMatchObject({ name: "activation" });
});

it("reports all problems of a call at once", () => {
  expect(
    problemsOf("conv2d(0, filtres=3, padding=sam, 3, activation=rellu, kernel_regularizer=l2(0.1, 2))"),
  ).toMatchInlineSnapshot(`
    [
      "at 3: | unknown-argument | conv2d | filtres | 16 candidates",
      "at 0: | conv2d | filters | wrong-kind | positive whole number | the number 0",
      "at sam: | conv2d | padding | wrong-kind | one of valid, same | the name \`sam\` | 2 candidates",
      "at rellu: | unknown-name | activations | rellu | 32 candidates",
      "at 2: | too-many-arguments | l2 | 1",
    ]
  `);
});

it("reports what is missing, given twice, or too much", () => {
  expect(problemsOf("dense")).toMatchInlineSnapshot(`
    [
      "at dense: | missing-argument | dense | units | positive whole number",
    ]
  `);
  expect(problemsOf("dense(3, units=4)")).toMatchInlineSnapshot(`
    [
      "at 4: | duplicate-argument | dense | units",
    ]
  `);
  expect(problemsOf("flatten(none, 3)")).toMatchInlineSnapshot(`
    [
      "at 3: | too-many-arguments | flatten | 1",
    ]
  `);
  expect(problemsOf("dese(3)")).toMatchInlineSnapshot(`
    [
      "at dese: | unknown-name | layers | dese | 79 candidates",
    ]
  `);
});

it("says what each kind takes and what it found", () => {
  const wrong = [
    "dense(2.5)",
    "dense([3])",
    "dropout(1.5)",
    "max_pooling2d(2, strides=0)",
    "concatenate(axis=last)",
    "conv2d(3, [3, 3, 3])",
    "conv2d(3, 0)",
    "conv2d(3, 3, data_format=channels_first)",
    "dense(3, use_bias=1)",
    "dense(3, kernel_initializer=3)",
    "dense(3, lora_rank=4)",
    "reshape([3, -1, -1])",
    "layer_normalization(axis=[1, 0.5])",
    "bidirectional(dense(3))",
    "bidirectional(3)",
    "lstm(3, initial_state=h)",
    "lstm(3, stateful=true)",
    "rescaling([1, [2]])",
    "multi_head_attention(2, 3, attention_mask=same)",
    "batch_normalization(renorm=true)",
  ];
  expect(wrong.flatMap((text) => problemsOf(text))).toMatchInlineSnapshot(`
    [
      "at 2.5: | dense | units | wrong-kind | positive whole number | the number 2.5",
      "at [3]: | dense | units | wrong-kind | positive whole number | a list of 1",
      "at 1.5: | dropout | rate | wrong-kind | number of at least 0 and at most 1 | the number 1.5",
      "at 0: | max_pooling2d | strides | wrong-kind | positive whole number or a list of 2 of them, or none | the number 0",
      "at last: | concatenate | axis | wrong-kind | axis (a whole number, negative from the end) | the name \`last\`",
      "at [3, 3, 3]: | conv2d | kernel_size | wrong-kind | positive whole number or a list of 2 of them | a list of 3",
      "at 0: | conv2d | kernel_size | wrong-kind | positive whole number or a list of 2 of them | the number 0",
      "at channels_first: | conv2d | data_format | wrong-kind | channels_last (the only order of axes that is supported) | the name \`channels_first\` | 1 candidates",
      "at 1: | dense | use_bias | wrong-kind | true or false | the number 1 | 2 candidates",
      "at 3: | dense | kernel_initializer | wrong-kind | initializer | the number 3",
      "at 4: | dense | lora_rank | wrong-kind | none (low-rank adaptation is not supported) | the number 4",
      "at [3, -1, -1]: | reshape | target_shape | wrong-kind | shape (a list of sizes; one may be -1) | a list of 3",
      "at 0.5: | layer_normalization | axis | wrong-kind | axis or a list of axes (whole numbers, negative from the end) | the number 0.5",
      "at dense(3): | bidirectional | layer | wrong-kind | recurrent layer | \`dense(…)\` | 2 candidates",
      "at 3: | bidirectional | layer | wrong-kind | recurrent layer | the number 3",
      "at h: | lstm | initial_state | wrong-kind | value of the model or a list of them, or none | the name \`h\`",
      "at true: | lstm | stateful | wrong-kind | false (keeping states between batches is not supported; pass them with initial_state) | true",
      "at [1, [2]]: | rescaling | scale | wrong-kind | number or a list of numbers | a list of 2",
      "at same: | multi_head_attention | attention_mask | wrong-kind | value of the model, or none | the name \`same\`",
      "at true: | batch_normalization | renorm | wrong-kind | false (batch renormalization is not supported) | true",
    ]
  `);
});

it("checks the rules between arguments", () => {
  const wrong = [
    "conv2d(4, 3, strides=2, dilation_rate=2)",
    "conv2d(5, 3, groups=2)",
    "conv2d_transpose(4, 3, strides=2, output_padding=2)",
    "normalization(mean=3)",
    "normalization(mean=[1, 2], variance=3)",
    "normalization(mean=[[1, 2]], variance=[[3, 4]])",
    "bidirectional(lstm(3, go_backwards=true))",
    "bidirectional(lstm(3), backward_layer=lstm(3))",
    "bidirectional(lstm(3), backward_layer=gru(3, go_backwards=true, return_state=true))",
  ];
  expect(wrong.flatMap((text) => problemsOf(text))).toMatchInlineSnapshot(`
    [
      "at 2: | rule | Both strides and dilation_rate are above 1. | One of them must be 1. | Keep the dilation, and follow with a pooling layer to make the output smaller.",
      "at 2: | rule | 5 filters cannot be shared out equally among 2 groups. | filters must be a multiple of groups.",
      "at 2: | rule | output_padding is [2, 2] with strides of [2, 2]. | output_padding must be smaller than strides.",
      "at 3: | rule | mean is given without variance. | Each mean goes with its variance. | Give both, or neither to learn them from the data.",
      "at 3: | rule | mean and variance have different shapes. | Each mean goes with its variance. | Give one variance for each mean.",
      "at [[1, 2]]: | rule | mean has 2 axes, but axis names 1. | Each mean goes with its variance. | Name more axes, or give fewer numbers.",
      "at lstm(3, go_backwards=true): | rule | Both layers run backwards. | One layer reads forwards, the other backwards, and their results are joined. | Give one of them go_backwards=true, and not the other.",
      "at lstm(3): | rule | Both layers run forwards. | One layer reads forwards, the other backwards, and their results are joined. | Give one of them go_backwards=true, and not the other.",
      "at gru(3, go_backwards=true, return_state=true): | rule | The two layers differ in return_state. | One layer reads forwards, the other backwards, and their results are joined. | Give both the same return_state.",
    ]
  `);
});

it("takes values of the flow where a tensor is wanted", () => {
  expect(layerCallOf("lstm(3, initial_state=[h, c])", ["h", "c"]).arguments.initial_state).toEqual([
    { value: 0 },
    { value: 1 },
  ]);
});

it("is not misled by names that every object has", () => {
  for (const name of ["__proto__", "constructor", "toString"]) {
    expect(problemsOf(`dense(3, ${name}=1)`)).toHaveLength(1);
    expect(problemsOf(`dense(3, activation=${name})`)).toHaveLength(1);
    expect(problemsOf(`${name}(3)`)).toHaveLength(1);
    expect("problems" in tryCall("initializers", name)).toBe(true);
  }
});
