/** Untidy programs in, tidy ones out; nothing is lost, and tidy ones stay as they are. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { format } from "../../src/parser/format.ts";
import { parse } from "../../src/parser/parse.ts";
import { expectFormatted } from "./expect-sound.ts";
import { programs } from "./programs.ts";

function tidy(text: string): string | undefined {
  return format({ file: "a.nn", text });
}

/** Checks the laws if the text is a program at all, and says whether it is. */
function checked(text: string): boolean {
  const { tree, diagnostics, comments } = parse({ file: "a.nn", text });
  if (diagnostics.length > 0) return false;
  expectFormatted(
    text,
    tree,
    comments.map((comment) => comment.text),
  );
  return true;
}

const ugly = new URL("ugly/", import.meta.url);

for (const [name, text] of [
  ...programs,
  ...readdirSync(ugly).map((file): [string, string] => [
    file.replace(/\.nn$/, ""),
    readFileSync(new URL(file, ugly), "utf8"),
  ]),
]) {
  it(`${name} is laid out`, async () => {
    expect(checked(text)).toBe(true);
    await expect(tidy(text)).toMatchFileSnapshot(`golden/format/${name}.nn`);
  });
}

it("a text with mistakes is left alone", () => {
  expect(tidy("model M { dense(64 }")).toBeUndefined();
  expect(tidy("dense (64)")).toBeUndefined();
});

it("an empty text stays empty, and the last line ends", () => {
  expect(tidy("")).toBe("");
  expect(tidy("\n\n ; ;\n")).toBe("");
  expect(tidy("// only")).toBe("// only\n");
  expect(tidy("\uFEFFrelu")).toBe("relu\n");
});

it("Windows line ends are kept", () => {
  expect(tidy("relu // a\r\n/* b\r\n c */\r\n\r\n\r\nflatten")).toBe(
    "relu  // a\r\n/* b\r\n c */\r\n\r\nflatten\r\n",
  );
});

it("sizes become lists, and tuples of values stay", () => {
  expect(tidy("conv2d(32, (3, 3), strides=(2,))")).toBe("conv2d(32, [3, 3], strides=[2])\n");
  expect(tidy("f((a, b), [(1, 2)])\n(a,) -> g")).toBe("f((a, b), [(1, 2)])\n(a,) -> g\n");
});

const gaps = [
  "/* c */",
  " /* c */ ",
  " // c\n",
  "\n// c\n",
  "\n/* c\n  d */ ",
  " /* c\n d */\n",
  "\n\n",
  "\n\n/// c\n\n",
];
const small = `import { a } from "x"
block f(n: int = 1) { input x: [h, 3] in 0..1; y = x -> relu(n, k=[2 ** 3],) -> add; (s, h) = y -> g  relu }
model M { output a, b  repeat n in [1] { relu  f(-1) }; compile { loss a: m * 0.5 + k, b: m; metrics x } }
`;

it("a comment in any gap is kept, and so is everything around it", () => {
  const ends = [0, ...parse({ file: "a.nn", text: small }).tokens.map(({ end }) => end)];
  const programsRead = gaps.map((gap) => {
    const everywhere =
      ends.map((end, i) => small.slice(ends[i - 1] ?? 0, end) + gap).join("") + small.slice(ends.at(-1));
    const each = ends.map((end) => small.slice(0, end) + gap + small.slice(end));
    return [everywhere, ...each].filter(checked).length;
  });
  expect(Math.min(...programsRead)).toBeGreaterThan(ends.length * 0.7);
});

it("comments in many gaps at once", () => {
  let state = 7;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const mixed = (text: string) => {
    const ends = [0, ...parse({ file: "a.nn", text }).tokens.map(({ end }) => end)];
    const share = random() * 0.3;
    return ends
      .map(
        (end, i) =>
          text.slice(ends[i - 1] ?? 0, end) +
          (random() < share ? gaps[Math.floor(random() * gaps.length)] : ""),
      )
      .join("");
  };
  const read = [...programs.values(), small]
    .flatMap((text) => Array.from({ length: 40 }, () => mixed(text)))
    .filter(checked);
  expect(read.length).toBeGreaterThan(40);
});
