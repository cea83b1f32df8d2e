/** The types of inputs, targets and parameters in one sentence each: what hover and completion show of them. */

/** Types of the numbers that flow. */
export const valueTypeDocs: { readonly [name: string]: string } = {
  class:
    'One of several classes, as a class number: `class(10)`, `class(1..3)`, or by their labels `class("cat", "dog")`.',
  binary: 'Yes or no: `binary`, or with the labels `binary("benign", "malignant")`, the one for 1 last.',
  onehot: "One of several classes, as a 1 among zeros: `onehot(10)`.",
  multilabel: "Several yes-or-no answers at once: `multilabel(5)`.",
  real: "Real numbers that are measured: `real[1]`, `real[2] in 0..100`.",
  f32: "Real numbers, 32 bits each. A type without a name means these: `[28, 28, 1]`.",
  i32: "Whole numbers, 32 bits each: `i32[time]` for word numbers.",
  bool: "Yes or no for each place.",
  float: "Real numbers, 32 bits each: another name of `f32`.",
  int: "Whole numbers, 32 bits each: another name of `i32`.",
  float32: "Real numbers, 32 bits each: Keras's name of `f32`.",
  int32: "Whole numbers, 32 bits each: Keras's name of `i32`.",
};

/** Types of parameters and constants. */
export const parameterTypeDocs: { readonly [name: string]: string } = {
  int: "A whole number.",
  float: "A number.",
  bool: "`true` or `false`.",
  string: "A text.",
  layer: "A layer with its arguments: `inner=dense(64)`. Inside of the block its name is a step.",
  value: "A value of the flow.",
  activation: "An activation: `relu`, `elu(alpha=0.5)`.",
  initializer: "What a weight starts from: `he_normal`.",
  regularizer: "What keeps weights small: `l2(0.01)`.",
  constraint: "What weights are held to: `max_norm(2)`.",
};
