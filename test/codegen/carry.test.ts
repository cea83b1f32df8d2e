/** What generated code carries: our own functions, by their own text, and only those that it calls. */
import { readdirSync } from "node:fs";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { type Carried, carry } from "../../src/codegen/typescript/carry.ts";
import { samplers } from "../../src/codegen/typescript/samplers.ts";
import { library } from "../../src/library/index.ts";
import { compileFile, generate } from "./generated.ts";

const camelCase = (file: string) =>
  file.slice(0, -".ts".length).replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

const helpers = readdirSync("src/runtime/tfjs/helpers")
  .filter((file) => file !== "index.ts")
  .map((file): Carried => ({ file: `runtime/tfjs/helpers/${file}`, name: camelCase(file) }));

it("every helper of the engine and every initializer can be carried, all of them together", () => {
  const own = readdirSync("src/codegen/typescript/carried")
    .filter((file) => file !== "tensor.ts")
    .map((file): Carried => ({ file: `codegen/typescript/carried/${file}`, name: camelCase(file) }));
  const all = [...helpers, ...samplers.values(), ...own];
  const { names } = carry(all);
  expect(all.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
});

it("every initializer of the library has a function to carry, or puts one number everywhere", () => {
  const known = [...samplers.keys(), "zeros", "ones", "constant"];
  expect(library.initializers.entries.map(({ name }) => name).sort()).toEqual(known.sort());
});

it("a function comes with what it uses, and nothing else", () => {
  const wanted = [{ file: "library/initializers/orthogonal.ts", name: "orthogonalNumbers" }];
  const { names, texts } = carry(wanted);
  expect(names).toMatchInlineSnapshot(`
    [
      "orthogonalNumbers",
      "InitializerContext",
      "RandomSource",
      "orthonormalColumns",
      "transpose",
      "makeReflector",
      "dotProduct",
      "columnFrom",
      "reflect",
      "normalNumbers",
      "sourceOf",
      "philoxRandomSource",
      "streamOf",
      "philoxUniform",
      "philoxBlock",
      "highWord",
      "HOST_STEP",
    ]
  `);
  expect(texts.some((text) => /^(import|export) /m.test(text))).toBe(false);
});

it("who only predicts carries nothing of training", async () => {
  const { model, sources } = compileFile("examples/digits_cnn.nn");
  const contents = generate({ model, sources });
  const bundle = async (names: string) => {
    const entry = `import { ${names} } from "./model.ts"; globalThis.used = [${names}];`;
    const { outputFiles } = await build({
      stdin: { contents: entry, resolveDir: "/" },
      plugins: [
        {
          name: "model",
          setup(builder) {
            builder.onResolve({ filter: /model\.ts$/ }, () => ({ path: "/model.ts", namespace: "model" }));
            builder.onLoad({ filter: /.*/, namespace: "model" }, () => ({ contents, loader: "ts" }));
          },
        },
      ],
      bundle: true,
      format: "esm",
      external: ["@tensorflow/*"],
      write: false,
    });
    return outputFiles[0].text;
  };
  const predicting = await bundle("load, predict");
  const everything = await bundle("load, predict, initialize, trainStep");
  for (const part of [
    "trainStep",
    "updateByAdam",
    "optimizerShapes",
    "philoxBlock",
    "maxPoolGrad",
    "fillTensors",
  ]) {
    expect(everything).toContain(part);
    expect(predicting).not.toContain(part);
  }
  expect(predicting.length).toBeLessThan(everything.length / 3);
});
