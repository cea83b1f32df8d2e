/** What the commands without training print, on the example of the README. */
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { emptyFolder, runNnc } from "./run-nnc.ts";

for (const file of ["iris", "digits_cnn", "resnet", "two_headed"]) {
  it(`summary of ${file}`, async () => {
    const { code, out } = await runNnc(["summary", `examples/${file}.nn`]);
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot(`golden/summary-${file}.txt`);
  });
}

it("summary --json holds layers and totals, and follows --set", async () => {
  const { out } = await runNnc(["summary", "examples/resnet.nn", "--set", "depth=2", "--json"]);
  const { model, layers, total_params, trainable_params, non_trainable_params } = JSON.parse(out);
  expect(model).toBe("ResNet");
  expect(layers[1]).toMatchObject({
    name: "conv2d",
    type: "conv2d",
    output_shape: [null, 8, 8, 8],
    params: 72,
  });
  expect(total_params).toBe(trainable_params + non_trainable_params);
  expect(layers.reduce((sum: number, { params }: { params: number }) => sum + params, 0)).toBe(total_params);
});

it("check --json gives code, severity, message and a range from 1", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "m.nn"), "model M {\n  input x: [4]\n  dence(3)\n}\n");
  const { code, out } = await runNnc(["check", "m.nn", "--json"], { cwd });
  expect(code).toBe(1);
  const { diagnostics } = JSON.parse(out);
  expect(diagnostics[0]).toMatchObject({
    code: "NN012",
    severity: "error",
    file: "m.nn",
    range: { start: { line: 3, column: 3 }, end: { line: 3, column: 8 } },
  });
  const sarif = JSON.parse((await runNnc(["check", "m.nn", "--format", "sarif"], { cwd })).out);
  expect(sarif).toMatchObject({
    version: "2.1.0",
    runs: [{ results: [{ ruleId: "NN012", level: "error" }] }],
  });
});

it("check says which files of weights are not there, unless that is allowed", async () => {
  const cwd = emptyFolder();
  const text = (comment: string) => `model M {
  input x: [4]
  dense(8, activation=relu, weights="base.safetensors")${comment}
  dense(1)
}
`;
  writeFileSync(join(cwd, "m.nn"), text(""));
  expect((await runNnc(["check", "m.nn"], { cwd })).out).toContain("m.nn:3:3 [NN705]");
  writeFileSync(join(cwd, "m.nn"), text("  // nn-allow NN705: comes with the release"));
  expect((await runNnc(["check", "m.nn"], { cwd })).out).toBe("m.nn: M fits together\n");
  writeFileSync(join(cwd, "m.nn"), text(""));
  writeFileSync(join(cwd, "base.safetensors"), "");
  expect((await runNnc(["check", "m.nn"], { cwd })).out).toBe("m.nn: M fits together\n");
});

it("check --deny warnings turns a warning into exit 1", async () => {
  const cwd = emptyFolder();
  const text =
    "model M {\n  input x: [4]\n  target y: real[1]\n  dense(8)\n  dense(8)\n  dense(1)\n  compile { optimizer adam; loss mse }\n}\n";
  writeFileSync(join(cwd, "m.nn"), text);
  expect(await runNnc(["check", "m.nn"], { cwd })).toMatchObject({
    code: 0,
    out: expect.stringContaining("NN302"),
  });
  expect(await runNnc(["check", "m.nn", "--deny", "warnings"], { cwd })).toMatchObject({ code: 1 });
});

it("check --fix makes the changes that are safe, and says what is left", async () => {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, "m.nn"),
    "model M {\n  input x: [4]\n  Dense(8, activation: relu)\n  dense(1)\n  compile { optimizer: Adam; loss mse; metrics acuracy }\n}\n",
  );
  const { code, out } = await runNnc(["check", "m.nn", "--fix"], { cwd });
  expect(code).toBe(1);
  expect(out).toContain("m.nn: 1 error");
  expect(readFileSync(join(cwd, "m.nn"), "utf8")).toBe(
    "model M {\n  input x: [4]\n  dense(8, activation=relu)\n  dense(1)\n  compile { optimizer adam; loss mse; metrics acuracy }\n}\n",
  );
});

it("fmt formats in place, checks, and leaves broken files alone", async () => {
  const cwd = emptyFolder();
  const path = join(cwd, "m.nn");
  writeFileSync(path, "model M { input x: [4]\ndense( 3 ) }");
  expect(await runNnc(["fmt", "m.nn", "--check", "--json"], { cwd })).toMatchObject({
    code: 1,
    out: '{\n  "changed": [\n    "m.nn"\n  ]\n}\n',
  });
  expect(await runNnc(["fmt", "m.nn"], { cwd })).toMatchObject({ code: 0 });
  expect(readFileSync(path, "utf8")).toBe("model M {\n  input x: [4]\n  dense(3)\n}\n");
  expect(await runNnc(["fmt", "m.nn", "--check"], { cwd })).toMatchObject({ code: 0 });
  writeFileSync(path, "model M { dense( }");
  expect(await runNnc(["fmt", "m.nn"], { cwd })).toMatchObject({
    code: 1,
    err: expect.stringContaining("NN0"),
  });
  const { changed, diagnostics } = JSON.parse((await runNnc(["fmt", "m.nn", "--json"], { cwd })).out);
  expect([changed, diagnostics[0]]).toMatchObject([[], { file: "m.nn", severity: "error" }]);
  expect(readFileSync(path, "utf8")).toBe("model M { dense( }");
});

it("list --json gives names, aliases, params and docs", async () => {
  const { out } = await runNnc(["list", "losses", "--json"]);
  const loss = JSON.parse(out).find(({ name }: { name: string }) => name === "binary_crossentropy");
  expect(loss.aliases).toContain("bce");
  expect(loss.params[0]).toEqual({ name: "from_logits", kind: "true or false", default: false });
  expect(loss.doc).not.toBe("");
  const layers = JSON.parse((await runNnc(["list", "layers", "--json"])).out);
  const dense = layers.find(({ name }: { name: string }) => name === "dense");
  expect(dense.params[0]).toMatchObject({ name: "units", default: null, required: true });
});

it("explain knows codes and names, doctor the backends", async () => {
  expect(JSON.parse((await runNnc(["explain", "nn201", "--json"])).out).text).toMatch(/^# NN201: /);
  expect((await runNnc(["explain", "mse"])).out).toMatch(
    /^# mean_squared_error \(losses.*\n[\s\S]*# mean_squared_error \(metrics/,
  );
  const { out: page } = await runNnc(["explain", "conv2d"]);
  expect(page).toContain(
    "```nn\nmodel Example {\n  input image: [32, 32, 3]\n\n  conv2d(32, 3, activation=relu)\n}\n```",
  );
  const { backends } = JSON.parse((await runNnc(["doctor", "--json"])).out);
  expect(backends[0]).toMatchObject({ name: "tfjs-wasm", available: true });
});

it("a link out of the project folder is not followed", async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, "data"));
  copyFileSync("examples/iris.nn", join(cwd, "iris.nn"));
  expect(await runNnc(["train", "iris.nn"], { cwd })).toMatchObject({
    code: 2,
    err: expect.stringContaining("`data/iris.csv`"),
  });
  symlinkSync(resolve("examples/data/iris.csv"), join(cwd, "data/iris.csv"));
  expect(await runNnc(["train", "iris.nn"], { cwd })).toMatchObject({
    code: 1,
    err: expect.stringContaining("leads out of the project folder"),
  });
});
