/** The models in which the examples of entries stand: an example writes what it is about, its scene the rest. */

/** What comes in, and for training what is to be learned: the label, the layers that end in it and the loss that fits them. */
export interface SceneParts {
  readonly inputs: readonly string[];
  readonly task?: Task;
}

interface Task {
  readonly target: string;
  readonly layers: readonly string[];
  readonly loss: string;
}

const features = ["features: [16]"];
const hidden = "dense(32, activation=relu)";

/** All scenes by name. Those without a task show layers alone. */
export const scenes = {
  features: { inputs: features },
  pair: { inputs: ["text: [64]", "tags: [16]"] },
  image: { inputs: ["image: [32, 32, 3]"] },
  video: { inputs: ["video: [10, 32, 32, 3]"] },
  series: { inputs: ["series: [24, 8]"] },
  sound: { inputs: ["sound: [16_000, 1]"] },
  words: { inputs: ["words: i32[50]"] },
  price: numbers(features, "price: real[1]", "dense(1)"),
  houses: numbers(["features: [3]"], "price: real[1]", "dense(1)"),
  curve: numbers(features, "curve: real[24]", "dense(24)"),
  direction: numbers(features, "direction: real[3]", "dense(3)"),
  visits: numbers(features, "visits: real[1] in 0..1_000", "dense(1, activation=softplus)"),
  sick: learning("sick: binary", "dense(1, activation=sigmoid)", "binary_crossentropy"),
  side: learning("side: binary", "dense(1, activation=tanh)", "hinge"),
  digit: learning("digit: class(10)", "dense(10, activation=softmax)", "sparse_categorical_crossentropy"),
  species: learning("species: onehot(3)", "dense(3, activation=softmax)", "categorical_crossentropy"),
  scores: learning("species: onehot(3)", "dense(3)", "categorical_hinge"),
  mask: painting("mask: binary[32, 32, 1]", "conv2d(1, 1, activation=sigmoid)", "binary_crossentropy"),
  region: painting(
    "region: class(3)[32, 32]",
    "conv2d(3, 1, activation=softmax)",
    "sparse_categorical_crossentropy",
  ),
} satisfies { readonly [name: string]: SceneParts };

/** The name of a scene. */
export type Scene = keyof typeof scenes;

function numbers(inputs: readonly string[], target: string, head: string): SceneParts {
  return { inputs, task: { target, layers: [hidden, head], loss: "mse" } };
}

function learning(target: string, head: string, loss: string): SceneParts {
  return { inputs: features, task: { target, layers: [hidden, head], loss } };
}

/** An answer for each place of an image. */
function painting(target: string, head: string, loss: string): SceneParts {
  const layers = ["conv2d(16, 3, padding=same, activation=relu)", head];
  return { inputs: ["image: [32, 32, 3]"], task: { target, layers, loss } };
}
