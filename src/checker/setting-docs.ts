/** The settings of each form, each with what it says: what `compile`, `train`, `data` and `test` know, and what editors show of it. */

export const settingDocs = {
  compile: {
    optimizer:
      "How weights follow their gradients: `optimizer adam(learning_rate=1e-3)`. Without it `rmsprop`, as in Keras.",
    loss: "What training makes small. For several outputs name each: `loss price: mse * 0.5, kind: sparse_categorical_crossentropy`. Losses can be added and multiplied with numbers.",
    loss_weights: "A factor for the loss of each output: `loss_weights price: 0.5`.",
    metrics:
      "What is measured beside the loss: `metrics accuracy, mae`, or by output: `metrics kind: accuracy`.",
    weighted_metrics: "Metrics in which each example counts by the weight of its class.",
  },
  train: {
    epochs: "How often all training rows are gone through.",
    batch_size: "How many examples one step of training takes.",
    validation_split:
      "The fraction of the rows that is kept back to validate with: drawn by the seed, evenly over the classes of a target.",
    shuffle: "Whether the rows are put into another order before each epoch.",
    seed: "The number that all chance is drawn from: the same seed gives the same bytes. Without it one is drawn and printed.",
    weights: 'A file of weights to start from: `weights "start.safetensors"`.',
    validation_data: 'A file of rows to validate with: `validation_data "valid.csv"`.',
    callbacks: "What watches the training: `callbacks early_stopping(patience=3)`.",
    class_weight: 'How much the examples of each class count: `class_weight 0: 1, 1: 5` or `"cat": 2`.',
  },
  data: {
    header: "Whether the first line names the columns; it has to.",
    validation: 'A file of its own for the validation: `validation "valid.csv"`.',
  },
  test: {
    given: 'One example, for every input: `given x: [1, 2], color: "red"`.',
    expect: 'What should hold of the outputs: `expect price > 0.5, kind == "cat"`. `nnc test` runs it.',
  },
} as const satisfies { readonly [form: string]: { readonly [key: string]: string } };

export type Form = keyof typeof settingDocs;

/** The keys of a form's settings, in the order in which they are listed. */
export function settingKeys(form: Form): readonly string[] {
  return Object.keys(settingDocs[form]);
}
