/** Random texts; a failure prints the seed that repeats it. */
import fc from "fast-check";
import { it } from "vitest";
import { parse } from "../../src/parser/parse.ts";
import { expectSound } from "./expect-sound.ts";
import { programs } from "./programs.ts";

const signs = [
  ..."(){}[],;:=-+*/%<>.\"'#\\\n \t",
  "->",
  "**",
  "..",
  "<=",
  "//",
  "/*",
  "*/",
  "///",
  "→",
  "\uFEFF",
  "\u202E",
  "\0",
  "ö",
  "（",
];
const words = [
  "model",
  "block",
  "input",
  "target",
  "output",
  "repeat",
  "in",
  "const",
  "param",
  "layer",
  "compile",
  "train",
  "data",
  "test",
  "assert",
  "import",
  "from",
  "if",
  "true",
  "none",
  "x",
  "dense",
  "relu",
  "optimizer",
  "adam",
  "loss",
  "mse",
  "1",
  "2.5",
  "1e-3",
  ".5",
  "10k",
  '"a b"',
  "'c'",
  "True",
  "__proto__",
];

const token = fc.constantFrom(...words, ...signs);
const soup = fc
  .array(fc.tuple(token, fc.constantFrom("", " ", "\n  ")), { maxLength: 60 })
  .map((parts) => parts.flat().join(""));

/** `FUZZ_SEED` tries other texts, `FUZZ_TIMES` more of them. */
function runs(times: number) {
  const { FUZZ_SEED = "20240607", FUZZ_TIMES = "1" } = process.env;
  return { numRuns: times * Number(FUZZ_TIMES), seed: Number(FUZZ_SEED) };
}

it("token soups", () => {
  fc.assert(fc.property(soup, expectSound), runs(1500));
});

it("texts of any characters", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 80 }), expectSound), runs(500));
  const halves = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
  fc.assert(fc.property(halves, expectSound), runs(300));
});

const sample = fc.constantFrom(...programs.values());
const place = fc.double({ min: 0, max: 1, noNaN: true });

/** A program of which a few tokens were dropped, doubled, swapped with their neighbour, or replaced. */
const mutated = fc
  .tuple(
    sample,
    fc.array(fc.tuple(place, fc.integer({ min: 0, max: 3 }), token), { minLength: 1, maxLength: 8 }),
  )
  .map(([text, mutations]) =>
    mutations.reduce((result, [at, kind, junk]) => mutate(result, at, kind, junk), text),
  );

function mutate(text: string, at: number, kind: number, junk: string): string {
  const { tokens } = parse({ file: "a.nn", text });
  const index = Math.floor(at * (tokens.length - 1));
  const [one, two] = [tokens[index], tokens[index + 1]];
  if (one === undefined) return text + junk;
  const before = text.slice(0, one.startOffset);
  const after = text.slice(one.end);
  const own = text.slice(one.startOffset, one.end);
  if (kind === 0) return before + after;
  if (kind === 1) return `${before}${own} ${own}${after}`;
  if (kind === 2 && two !== undefined)
    return (
      before +
      text.slice(two.startOffset, two.end) +
      text.slice(one.end, two.startOffset) +
      own +
      text.slice(two.end)
    );
  return `${before}${junk} ${after}`;
}

it("mutated programs", () => {
  fc.assert(fc.property(mutated, expectSound), runs(400));
});

it("pieces of programs put together", () => {
  const piece = fc
    .tuple(sample, place, place)
    .map(([text, a, b]) =>
      text.slice(Math.floor(Math.min(a, b) * text.length), Math.floor(Math.max(a, b) * text.length)),
    );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join("")),
      expectSound,
    ),
    runs(150),
  );
});
