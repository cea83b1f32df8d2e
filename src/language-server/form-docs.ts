// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of snippets are written so.
/** The words that begin a form, each with what it is for and how it is written: what hover and completion show of them. */

export interface FormDoc {
  readonly doc: string;
  /** The form with `$1`, `${2:text}` where a person goes on typing. */
  readonly snippet: string;
}

/** What may stand at the top of a file, in a model, in a block and in a `repeat`: the same words as in the tree. */
export const formDocs = {
  model: {
    doc: "A model: what goes in, its layers, and how it is trained.",
    snippet: "model ${1:Name} {\n  input ${2:x}: [${3:4}]\n\n  $0\n}",
  },
  block: {
    doc: "A reusable piece with parameters, written out anew wherever it is used as a step.",
    snippet: "block ${1:name}(${2:units: int}) {\n  input ${3:x}\n  $0\n}",
  },
  import: {
    doc: "Blocks and constants of another file of the project.",
    snippet: 'import { $2 } from "./${1:blocks.nn}"',
  },
  const: { doc: "A constant: a number, a name or a list.", snippet: "const ${1:name} = $0" },
  param: {
    doc: "A constant that the command line may set (`--set depth=5`), with a search space behind `in` where there is one.",
    snippet:
      "param ${1:name}: ${2|int,float,bool,string,activation,layer,initializer,regularizer,constraint|} = $0",
  },
  input: {
    doc: "What the model is given. Dims are those of one example; a name as a dim stands for a size that only the data tells.",
    snippet: "input ${1:x}: [${2:4}]",
  },
  target: {
    doc: "What the labels are. With it the checker proves that head, loss and metrics fit each other and the data.",
    snippet: "target ${1:y}: ${2|class(10),binary,onehot(10),multilabel(10),real[1]|}",
  },
  output: {
    doc: "The outputs of a model or block; without it the last value is the one output.",
    snippet: "output $0",
  },
  repeat: {
    doc: "The flow inside, written out several times: `repeat 3 { … }`, or once for each item: `repeat f in [64, 128] { … }`.",
    snippet: "repeat ${1:3} {\n  $0\n}",
  },
  layer: {
    doc: "One layer, or a chain of them, that every use shares with its weights: `layer embed = embedding(1000, 64)`.",
    snippet: "layer ${1:name} = $0",
  },
  compile: {
    doc: "What trains the model: optimizer, losses, metrics, as in Keras.",
    snippet: "compile {\n  optimizer ${1:adam}\n  loss ${2:mse}\n  metrics ${3:mae}\n}",
  },
  train: {
    doc: "How it is trained, as in Keras's `fit`.",
    snippet: "train { epochs ${1:10}; batch_size ${2:32}; validation_split ${3:0.1}; seed ${4:7} }",
  },
  data: {
    doc: "Where the examples come from: a file, and for each input and target its columns and what prepares them.",
    snippet: 'data "${1:data.csv}" {\n  ${2:x} = [$3]\n  $0\n}',
  },
  test: { doc: "What should hold for a given input.", snippet: 'test "${1:name}" { given $2; expect $0 }' },
  assert: {
    doc: "Budgets that are checked before anything runs: `params`, `trainable_params`, `macs`, `memory`, `download`.",
    snippet: "assert params <= ${1:50_000}",
  },
} as const satisfies { readonly [word: string]: FormDoc };

/** The words inside of forms. */
export const wordDocs: { readonly [word: string]: string } = {
  in: "What may stand there: a range of numbers (`in 0..1`), the search space of a `param` (`in [2, 3, 5]`), the items that a `repeat` goes through.",
  from: "The file that an `import` reads, inside of the project.",
  none: "Nothing: what the argument is for is left out.",
  true: "Yes.",
  false: "No.",
};

export type FormWord = keyof typeof formDocs;

/** Which words may begin a statement where. */
export const formsOf: { readonly [place: string]: readonly FormWord[] } = {
  File: ["model", "block", "import", "const", "param"],
  Model: [
    "input",
    "target",
    "output",
    "layer",
    "repeat",
    "const",
    "param",
    "compile",
    "train",
    "data",
    "assert",
    "test",
  ],
  Block: ["input", "output", "layer", "repeat", "const"],
  Repeat: ["repeat", "layer", "const"],
};
