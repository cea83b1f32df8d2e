/** compile() with its options: imports, what the command line sets, one model of several; and what it must survive. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { summarize } from "../../src/checker/summarize.ts";
import { type CompileOptions, compile } from "../../src/compile.ts";
import { library } from "../../src/library/index.ts";

function check(text: string, options: CompileOptions = {}) {
  return compile({ file: "models/model.nn", text }, options);
}

function codes(text: string, options: CompileOptions = {}): readonly string[] {
  return check(text, options).diagnostics.map(({ code }) => code);
}

/** Files by their path from the project folder. */
function project(files: Record<string, string>): CompileOptions {
  const texts = new Map(Object.entries(files));
  return {
    readImport: (path) => {
      const text = texts.get(path);
      return text === undefined ? undefined : { file: path, text };
    },
  };
}

const residual =
  "block residual(units: int) { input x; y = x -> dense(units, activation=relu); (x, y) -> add }\n";

it("imports blocks and constants of other files, relative to the importing one", () => {
  const files = project({
    "models/parts/blocks.nn": `import { width } from "../../sizes.nn"\n${residual}block wide() { input x; residual(width) }\n`,
    "sizes.nn": "const width = 8\nconst unused_there = 3\n",
  });
  const text = `import { residual, wide } from "./parts/blocks.nn"
import { width } from "../sizes.nn"

model M { input x: [8]; residual(width); wide; dense(1) }`;
  const { diagnostics, models, sources } = check(text, files);
  expect(diagnostics).toEqual([]);
  expect(models[0].layers.map(({ name }) => name)).toEqual(["dense", "add", "dense_1", "add_1", "dense_2"]);
  expect([...sources.keys()]).toEqual(["models/model.nn", "models/parts/blocks.nn", "sizes.nn"]);
});

it("reports what is wrong in an imported file at its place there", () => {
  const { diagnostics } = check(`import { b } from "./b.nn"\nmodel M { input x: [8]; b; dense(1) }`, {
    ...project({ "models/b.nn": "block b() {\n  input x\n  dens(3)\n}" }),
  });
  expect(
    diagnostics.map(({ code, span, related }) => [code, span.file, span.start, related[0].span.file]),
  ).toEqual([["NN012", "models/b.nn", 24, "models/model.nn"]]);
});

it("says once that an import cannot be read, and nothing of what it should have brought", () => {
  expect(codes(`import { a, b } from "./none.nn"\nmodel M { input x: [8]; a; b(c); dense(1) }`)).toEqual([
    "NN055",
  ]);
  expect(
    codes(
      `import { nothing } from "./b.nn"\nmodel M { input x: [8]; nothing; dense(1) }`,
      project({ "models/b.nn": residual }),
    ),
  ).toEqual(["NN012"]);
});

it("refuses imports that go around in a circle, and survives long chains of them", () => {
  const circle = project({
    "models/a.nn": `import { b } from "./b.nn"\nconst a = b`,
    "models/b.nn": `import { a } from "./a.nn"\nconst b = a`,
  });
  expect(codes(`import { a } from "./a.nn"\nmodel M { input x: [8]; dense(a) }`, circle)).toContain("NN051");
  const chain = {
    readImport: (path: string) => ({
      file: path,
      text: `import { c } from "./${path.length}${path.slice(7)}"`,
    }),
  };
  expect(codes(`import { c } from "./c.nn"\nmodel M { input x: [8]; dense(c) }`, chain)).toContain("NN052");
});

it("warns of an import that is not used", () => {
  const { diagnostics } = check(
    `import { residual } from "./b.nn"\nmodel M { input x: [8]; dense(1) }`,
    project({ "models/b.nn": residual }),
  );
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["NN306", "warning"]]);
});

const withParams = `param depth: int = 1 in 1..8
param act: activation = relu
model M { input x: [8]; repeat depth { dense(8, activation=act) }; dense(1) }`;

it("takes values of params from the command line", () => {
  const { models, diagnostics } = check(withParams, {
    params: { depth: "2 + 1", act: "leaky_relu(negative_slope=0.3)" },
  });
  expect(diagnostics).toEqual([]);
  expect(models[0].layers).toHaveLength(4);
  expect(models[0].params).toEqual({
    depth: 3,
    act: { name: "leaky_relu", arguments: { negative_slope: 0.3 } },
  });
});

it("reports values of params that are none, and params that are not there", () => {
  expect(codes(withParams, { params: { depth: "2.5" } })).toEqual(["NN015"]);
  expect(codes(withParams, { params: { depth: "99" } })).toEqual(["NN015"]);
  expect(codes(withParams, { params: { depth: "1 } model X {" } })).toEqual(["NN015"]);
  expect(codes(withParams, { params: { dept: "1" } })).toEqual(["NN012"]);
  expect(codes(withParams, { params: { ["__proto__"]: "1", constructor: "2" } })).toContain("NN012");
  for (const { span } of check(withParams, { params: { depth: "x" } }).diagnostics)
    expect(span.file).toBe("--set depth");
});

it("checks one model of several, and leaves the others alone", () => {
  const text =
    "model A { input x: [8]; dense(1) }\nmodel B { input x: [8]; dens(1) }\nblock used_by_b() { input x }";
  expect(check(text, { model: "A" }).models.map(({ name }) => name)).toEqual(["A"]);
  expect(codes(text, { model: "A" })).toEqual([]);
  expect(check(text, { model: "C" }).models).toEqual([]);
});

it("lets the command line take the place of training settings", () => {
  const text =
    "model M { input x: [4]; target y: real[1]; dense(1); compile { loss mse }; train { epochs 9; callbacks early_stopping } }";
  expect(codes(text)).toEqual(["NN224"]);
  const { models, diagnostics } = check(text, { train: { validationSplit: 0.5 } });
  expect(diagnostics).toEqual([]);
  expect(models[0].train).toMatchObject({ epochs: 9, validationSplit: 0.5, batchSize: 32, shuffle: true });
  expect(models[0].compile?.optimizer.name).toBe("rmsprop");
});

it("summarizes what a model costs, in Keras's counts", () => {
  const text = `model Cnn { input image: [28, 28, 1]; conv2d(32, 3) max_pooling2d batch_normalization flatten dropout(0.5) dense(10, activation=softmax)
    compile { optimizer adam; loss sparse_categorical_crossentropy } }`;
  const summary = summarize(check(text).models[0], library);
  expect(
    summary.layers.map(({ name, class: keras, output_shape, params }) => [name, keras, output_shape, params]),
  ).toEqual([
    ["conv2d", "Conv2D", [null, 26, 26, 32], 320],
    ["max_pooling2d", "MaxPooling2D", [null, 13, 13, 32], 0],
    ["batch_normalization", "BatchNormalization", [null, 13, 13, 32], 128],
    ["flatten", "Flatten", [null, 5408], 0],
    ["dropout", "Dropout", [null, 5408], 0],
    ["dense", "Dense", [null, 10], 54_090],
  ]);
  expect(summary).toMatchObject({ total_params: 54_538, trainable_params: 54_474, non_trainable_params: 64 });
  expect(summary).toMatchObject({
    multiply_adds: expect.any(Number),
    memory: { weights: 218_152, predict: expect.any(Number) },
  });
});

it("counts what it can where a size is only known when data comes", () => {
  const open = summarize(
    check("model M { input x: [time, 4]; gru(8, return_sequences=true); dense(1) }").models[0],
    library,
  );
  expect(open.layers[1].output_shape).toEqual([null, "time", 1]);
  expect(open.total_params).toBe(345);
  expect(open.memory.predict).toBe("time");
});

const hostile = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
];

it("treats the names of every JavaScript object as any other, wherever a name can stand", () => {
  for (const name of hostile) {
    const texts = [
      `model ${name} { input x: [4]; dense(1) }`,
      `model M { input ${name}: [4]; dense(1) }`,
      `model M { input x: [${name}, 4]; gru(2); dense(1) }`,
      `model M { input x: [4]; target ${name}: class(3); dense(3, activation=softmax) }`,
      `model M { input x: [4]; ${name} = x -> dense(1) }`,
      `model M { input x: [4]; x -> ${name} -> ${name}(1) }`,
      `model M { input x: [4]; dense(1, ${name}=3) }`,
      `model M { input x: [4]; dense(1, activation=${name}, kernel_initializer=${name}(2), name=${name}) }`,
      `model M { input x: ${name}[4]; ${name} -> dense(${name}) }`,
      `model M { input x: [4]; dense(1); output ${name}; assert ${name} < 3 }`,
      `model M { input x: [4]; dense(1); compile { optimizer ${name}; loss ${name}: ${name}; metrics ${name}; ${name} 3 } }`,
      `model M { input x: [4]; target y: class("${name}", "b"); dense(2, activation=softmax); compile { loss sparse_categorical_crossentropy }
        train { class_weight "${name}": 2; callbacks ${name}; ${name} 4 }; data "${name}.csv" { ${name} = [${name}..${name}] -> ${name} } }`,
      `const ${name} = 3\nparam ${name}: ${name} = 4 in [${name}]\nblock ${name}(${name}: ${name} = ${name}) { input ${name}; ${name} }`,
      `import { ${name} } from "./${name}.nn"\nmodel M { input x: [4]; layer ${name} = dense(1); repeat ${name} in [1] { ${name} } }`,
    ];
    for (const text of texts) expect(() => check(text, { params: { [name]: name } })).not.toThrow();
  }
});

it("survives sizes and counts that no machine can hold", () => {
  const texts = [
    "model M { input x: [2 ** 53]; dense(1) }",
    "model M { input x: [2147483647]; dense(2147483647) }",
    "model M { input x: [46341, 46341]; flatten; dense(1) }",
    "model M { input x: [h * w, 2147483647 * h]; dense(1) }",
    "model M { input x: [4]; dense(1e300) }",
    "model M { input x: [4]; embedding(9007199254740991, 9007199254740991) }",
    "model M { input x: [4, 4, 1]; up_sampling2d(2147483647) -> conv2d(1, 2147483647) }",
    "model M { input x: [4, 4, 1]; conv2d_transpose(1, 3, strides=1000000) -> conv2d_transpose(1, 3, strides=1000000) }",
    "model M { input x: [4]; repeat 1e9 { repeat 1e9 { dense(4) } } }",
    "model M { input x: [4]; repeat i in 1..1e15 { dense(4) } }",
    "model M { input x: class(2 ** 40)[4]; embedding(2 ** 40, 1); flatten; dense(1) }",
    "model M { input x: [1000, 8]; position_embedding(2 ** 31); dense(1) }",
  ];
  for (const text of texts) expect(codes(text).length).toBeGreaterThan(0);
});

it("survives constants that need each other by the thousand", () => {
  const many = Array.from({ length: 5000 }, (_, i) => `const c${i} = c${i + 1} + 1`).join("\n");
  expect(codes(`${many}\nconst c5000 = 1\nmodel M { input x: [4]; dense(c0) }`)).toContain("NN052");
  const forward = Array.from({ length: 5000 }, (_, i) => `const d${i + 1} = d${i} + 1`).join("\n");
  expect(codes(`const d0 = 1\n${forward}\nmodel M { input x: [4]; dense(d5000) }`)).toEqual([]);
});

it("survives blocks in blocks by the thousand", () => {
  const many = Array.from({ length: 3000 }, (_, i) => `block b${i}() { input x; b${i + 1} }`).join("\n");
  expect(codes(`${many}\nblock b3000() { input x; dense(3) }\nmodel M { input x: [4]; b0 }`)).toContain(
    "NN052",
  );
});

it("checks a model of ten thousand layers", () => {
  const { models, diagnostics } = check(
    "model M { input x: [4]; repeat 9999 { dense(4, activation=relu) }; dense(1) }",
  );
  expect(diagnostics).toEqual([]);
  expect(models[0].layers).toHaveLength(10_000);
  expect(codes("model M { input x: [4]; repeat 10_000 { dense(4, activation=relu) }; dense(1) }")).toEqual([
    "NN052",
  ]);
});

it("reports five mistakes of a file in one run", () => {
  const text = `model M {
  input image: [28, 28, 1]
  target digit: class(10)
  conv2d(32, 3, activaton=relu)
  max_pooling
  flatten
  dense(ten, activation=softmax)
  compile { optimizer adm; loss sparse_categorical_crossentropy; metric accuracy }
}`;
  expect(codes(text)).toEqual(["NN012", "NN012", "NN015", "NN012", "NN012"]);
});

const words = [
  "model M {",
  "block b(n: int = 1) {",
  "input x: [4]",
  "input y",
  "target z: class(3)",
  "output x, y",
  "repeat 3 {",
  "repeat i in [1, 2] {",
  "}",
  "}",
  "dense(3)",
  "x ->",
  "-> relu",
  "(x, y) -> add",
  "h =",
  "b",
  "b(2)",
  "layer s = dense(3) -> b",
  "s",
  "const c = 3 / 0",
  "const d = [c, x]",
  "param p: int = 2 in 1..3",
  "compile {",
  "optimizer adam(p)",
  "loss mse * 0.5 + mae",
  "metrics accuracy, x: [mae]",
  "train {",
  "epochs c",
  "callbacks early_stopping",
  "class_weight 0: 1",
  'data "d.csv" {',
  "x = [a..b] -> normalization",
  "assert params <= 3k",
  'test "t" {',
  "expect x > 1",
  'import { q } from "./q.nn"',
  "lstm(2, return_state=true)",
  "(a, b, c) =",
  "bidirectional(lstm(x))",
  "// nn-allow NN302: x",
  "batch",
  "none",
  "1..3",
  "time",
  ";",
  ",",
  "=",
  "\n",
];

it("never throws, whatever the program, and says everything at a place in a known text", () => {
  const program = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(program, (text) => {
      const { diagnostics, models, sources } = check(text, { params: { p: "3" } });
      JSON.stringify(models);
      for (const { span, related } of diagnostics) {
        for (const place of [span, ...related.map((one) => one.span)]) {
          expect(place.end).toBeLessThanOrEqual(sources.get(place.file)?.text.length ?? -1);
          expect(place.start).toBeLessThanOrEqual(place.end);
        }
      }
    }),
    { numRuns: 1500, seed: 20261 },
  );
});
