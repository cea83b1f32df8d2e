import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { blocks, model } from "./programs.ts";
import { damages } from "./storm/damages.ts";
import { storm } from "./storm/storm.ts";

const examples = readdirSync("examples")
  .filter((file) => file.endsWith(".nn"))
  .map((file) => readFileSync(`examples/${file}`, "utf8"));

for (const seed of [1, 2])
  it(`lives through a storm of 300 edits and requests (seed ${seed})`, async () => {
    const files = { "blocks.nn": blocks };
    const report = await storm({ seed, steps: 300, examples: [...examples, model, blocks], files });
    expect(damages(report)).toEqual([]);
    expect(report.requests).toBeGreaterThan(60);
    expect(report.cancelled).toBeGreaterThan(10);
    expect(report.abandoned).toBeGreaterThan(10);
    expect(report.edits).toBeGreaterThan(100);
  });
