/** Makes the data of the examples that describe nothing real: `npm run example-data`. The same seed gives the same bytes. */
import { writeFileSync } from "node:fs";
import { philoxUniform } from "../src/tensor/philox.ts";

const seed = 2024;

/** The made files by name. */
export const exampleData: Readonly<Record<string, () => string>> = {
  "regressor.csv": regressor,
  "discs.csv": discs,
  "brackets.csv": brackets,
};

/** 400 rows of 100 numbers in -1..1; the score depends on a few of them, not linearly. */
function regressor(): string {
  const names = range(100).map((i) => `x${pad(i, 2)}`);
  return table([...names, "score"], 400, (row) => {
    const x = [...philoxUniform(seed, 1, row, 100)].map((u) => rounded(2 * u - 1, 3));
    const signal = 2 * x[3] - 1.5 * x[17] + 3 * x[42] * x[58] + Math.sin(3 * x[71]) + 0.5 * x[99];
    return [...x, rounded(1 / (1 + Math.exp(-signal)), 4)];
  });
}

/** 160 pictures of 16 × 16 with one bright disc in noise, and for each pixel whether it belongs to the disc. */
function discs(): string {
  const pixels = range(256);
  const names = ["g", "d"].flatMap((letter) => pixels.map((i) => `${letter}${pad(i, 3)}`));
  return table(names, 160, (row) => {
    const [x, y, r, ...noise] = philoxUniform(seed, 2, row, 3 + 256);
    const inside = pixels.map((i) => {
      const distance = Math.hypot((i % 16) - (4 + 8 * x), Math.floor(i / 16) - (4 + 8 * y));
      return distance <= 2 + 3 * r ? 1 : 0;
    });
    return [...inside.map((bit, i) => rounded(0.5 * bit + 0.6 * noise[i], 2)), ...inside];
  });
}

/** 800 texts of 6 to 16 words in 1..31; word 1 opens, word 2 closes, each stands once; ordered when 1 comes first. */
function brackets(): string {
  const names = [...range(16).map((i) => `w${pad(i, 2)}`), "ordered"];
  return table(names, 800, (row) => {
    const [length, first, second, order, ...rest] = philoxUniform(seed, 3, row, 20);
    const size = 6 + Math.floor(11 * length);
    const words: number[] = rest.map((u, i) => (i < size ? 3 + Math.floor(29 * u) : 0));
    const left = Math.floor(first * (size - 1));
    const right = left + 1 + Math.floor(second * (size - 1 - left));
    const ordered = order < 0.5 ? 1 : 0;
    words[left] = ordered ? 1 : 2;
    words[right] = ordered ? 2 : 1;
    return [...words, ordered];
  });
}

function table(names: readonly string[], rows: number, row: (index: number) => readonly number[]): string {
  return `${[names, ...range(rows).map(row)].map((cells) => cells.join(",")).join("\n")}\n`;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

if (process.argv[1]?.endsWith("make-example-data.ts")) {
  for (const [name, make] of Object.entries(exampleData)) writeFileSync(`examples/data/${name}`, make());
}
