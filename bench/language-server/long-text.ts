/** Texts of a thousand lines as people have them, and where in them each kind of edit is made. */
import { deleted, type Edit, pasted, replaced, typed } from "./edit.ts";

export interface LongText {
  readonly name: string;
  readonly text: string;
  /** Each leaves the text as it was. */
  readonly edits: { readonly [kind: string]: readonly Edit[] };
}

const head = "/// The width of every layer.\nconst width = 8\n\n";

/** Many models of the usual size. */
export function manyModels(lines: number, prefix = "M"): string {
  const pieces: string[] = [head];
  for (let i = 0; i * 18 < lines - 3; i++) pieces.push(usualModel(`${prefix}_${i}`));
  return pieces.join("");
}

function usualModel(name: string): string {
  return `model ${name} {
  input image: [28, 28, 1]
  target digit: class(10)
  trunk = image -> conv2d(32, 3, activation=relu) -> max_pooling2d -> conv2d(64, 3, activation=relu) -> max_pooling2d
  trunk // what it has seen
  flatten
  dropout(0.5)
  dense(width * 8, activation=relu)
  dense(10, activation=softmax)

  compile {
    optimizer adam(learning_rate=1e-3)
    loss sparse_categorical_crossentropy
    metrics accuracy
  }
  train { epochs 10; batch_size 64; validation_split 0.1; seed 7; callbacks early_stopping(patience=3) }
}

`;
}

/** One flow of a thousand layers: nothing in it stands alone, so every edit is seen by all that follows. */
function oneModel(lines: number): string {
  const body = Array.from({ length: lines - 9 }, (_, i): string =>
    i % 2 === 0 ? "  dense(width)\n" : "  relu\n",
  );
  body[body.length >> 1] = "  relu // half of it\n";
  return `${head}model M {\n  input x: [8]\n${body.join("")}  dense(1)\n  compile { optimizer adam; loss mse }\n}\n`;
}

/** Blocks of eleven lines, repeats, and models that are built of both. */
function blocksAndRepeats(lines: number): string {
  const pieces: string[] = [head];
  for (let i = 0; i * 24 < lines - 3; i++)
    pieces.push(`block part_${i}(units: int, act: activation = relu) {
  input x
  a = x -> dense(units) -> batch_normalization -> act
  b = x -> dense(units)
  (a, b) -> add // with its shortcut
  repeat 2 {
    dense(units)
    act
  }
}

model Tower_${i} {
  input x: [8]
  target y: [1]
  layer same = dense(width)
  x -> same
  repeat 3 {
    part_${i}(width)
    part_${Math.max(0, i - 1)}(width, act=tanh)
  }
  dense(1)
  compile { optimizer adam; loss mse; metrics mae }
}

`);
  return pieces.join("");
}

export function longTexts(): readonly LongText[] {
  const models = manyModels(1000);
  const flow = oneModel(1000);
  const blocks = blocksAndRepeats(1000);
  return [
    { name: "many models", text: models, edits: editsOf(models, "\n  flatten", usualModel("Pasted")) },
    {
      name: "one model",
      text: flow,
      edits: editsOf(flow, "\n  dense(width)", "  dense(width)\n  relu\n".repeat(8)),
    },
    {
      name: "blocks and repeats",
      text: blocks,
      edits: {
        ...editsOf(blocks, "\n  layer same", "  x -> dense(width) -> relu\n".repeat(8)),
        "a word in a block": typed(behind(blocks, "\n  b = x -> dense(units)"), " -> tanh"),
        "a word in a repeat": typed(behind(blocks, "\n    act"), " -> dropout(0.1)"),
      },
    },
  ];
}

/** `line` begins the line in the middle above which things are written. */
function editsOf(text: string, line: string, piece: string): LongText["edits"] {
  const here = text.indexOf(line, text.length / 2) + 1;
  const brace = text.indexOf("\n}", here) + 1;
  return {
    "a word": typed(here, "  dropout(0.1)\n"),
    "within a comment": typed(text.indexOf("// ", text.length / 2) + 3, "see what this is, "),
    "a new line": typed(here - 1, "\n"),
    "a brace deleted": deleted(text, brace, 1),
    "a piece pasted": pasted(here, piece),
    "the constant on top": replaced(text, text.indexOf("= 8") + 2, "9"),
  };
}

function behind(text: string, line: string): number {
  return text.indexOf(line, text.length / 2) + line.length;
}
