/** A small project that all navigation is tried in: two files, with characters beyond UTF-16's first plane before most names. */
export const blocks = `/* 𝛼𝛽 */ const base = 8

/// 🧱 Two convolutions and a way around them.
block residual(filters: int, stride: int = 1) {
  input x
  body = x -> conv2d(filters, 3, strides=stride, padding=same) -> relu
  skip = /* 🧱 */ x -> conv2d(filters, 1, strides=stride)
  (body, skip) -> add -> relu
}

block tower(width: int) {
  input x
  residual(width)
  repeat 2 { residual(width) }
}
`;

export const model = `// 🧠 a model that uses everything
import { residual, tower } from "./blocks.nn"
import { base } from "./blocks.nn"

param depth: int = 1 in [1, 2]
const classes = 10

model Digits {
  input image: [height, height, 1]
  target digit: class(classes)

  layer shared = conv2d(base, 3, padding=same) -> relu
  first = image -> shared
  repeat depth { residual(base) }
  repeat f, s in [(8, 1), (16, 2)] { residual(f, stride=s) }
  tower(width=base * 2)
  digit = global_average_pooling2d -> dense(classes, activation=softmax)

  compile { optimizer adam; loss digit: sparse_categorical_crossentropy; metrics digit: accuracy }
  train {
    epochs 2
    validation_data "data/more.csv"
  }
  data "data/digits.csv" {
    image = [p00..p77]
    digit = ["label"]
  }
}
`;

/** The model with the cursor inside of one of its words: the `n`th occurrence, from 0. */
export function cursorAt(word: string, n = 0, text = model): string {
  let at = -1;
  for (let i = 0; i <= n; i++) at = text.indexOf(word, at + 1);
  if (at === -1) throw new Error(`the text does not hold \`${word}\` ${n + 1} times`);
  return `${text.slice(0, at + 1)}|${text.slice(at + 1)}`;
}

export const project = { files: { "blocks.nn": blocks, "model.nn": model } };
