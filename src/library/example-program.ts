/** The whole program of an entry's example, in the formatter's layout: what `nnc explain` prints. */
import type { Entry } from "./entry.ts";
import { type SceneParts, scenes } from "./scenes.ts";

/**
 * An example that begins with a setting (`loss huber(delta=2)`) takes its place in `compile` or `train`, one that begins with `data`
 * stands behind both, and any other is the flow itself.
 */
export function exampleProgram({ scene, example }: Pick<Entry, "scene" | "example">): string {
  const { inputs, task }: SceneParts = scenes[scene];
  const [word] = example.split(" ");
  const isFlow = !Object.hasOwn(places, word);
  const parts = [
    [...inputs.map((input) => `input ${input}`), ...(task === undefined ? [] : [`target ${task.target}`])],
    isFlow || task === undefined ? example.split("\n") : task.layers,
    task === undefined ? [] : compileLines(task.loss, word, example),
    places[word] === "train" ? ["train {", ...indented([...trainLines, example]), "}"] : [],
    places[word] === "data" ? example.split("\n") : [],
  ];
  const body = parts.filter((part) => part.length > 0).map((part) => indented(part).join("\n"));
  return `model Example {\n${body.join("\n\n")}\n}\n`;
}

/** Where an example that begins with such a word stands. */
const places: { readonly [word: string]: "compile" | "train" | "data" } = {
  optimizer: "compile",
  loss: "compile",
  metrics: "compile",
  callbacks: "train",
  data: "data",
};

const trainLines = ["epochs 50", "validation_split 0.2"];

function compileLines(loss: string, word: string, example: string): readonly string[] {
  const settings = { optimizer: "optimizer adam", loss: `loss ${loss}` };
  const given = places[word] === "compile" ? { ...settings, [word]: example } : settings;
  return ["compile {", ...indented(Object.values(given)), "}"];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
