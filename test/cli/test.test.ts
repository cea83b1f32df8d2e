/** `nnc test`: what holds, what does not with what the model said, with and without trained weights. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emptyFolder, runNnc } from "./run-nnc.ts";

const animals = `model Animals {
  input size: [2]
  input color: class("red", "grey")
  target kind: class("cat", "dog", "cow")
  const least = 0.001
  tint = color -> embedding(2, 3)
  (size, tint) -> concatenate -> dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
  train { seed 3 }

  test "is a distribution" {
    given size: [1, 2], color: "red"
    expect kind > least, max(kind) <= 1, abs(min(kind) + max(kind) - 0.7) < 0.7, floor(kind) == [0, 0, 0]
  }
  test "is no cow" {
    given size: [3, 2], color: grey
    expect kind != "cow", kind == cow, kind > [0.9, 0, 0], kind / 0 > 1
  }
}
`;

it("runs tests on an untrained model, and exits 1 where one fails", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "animals.nn"), animals);
  const { code, out } = await runNnc(["test", "animals.nn"], { cwd });
  expect(code).toBe(1);
  await expect(out).toMatchFileSnapshot("golden/test-animals.txt");
  const { out: json } = await runNnc(["test", "animals.nn", "--json"], { cwd });
  expect(JSON.parse(json)).toMatchObject({
    tests: [
      { model: "Animals", name: "is a distribution", passed: true, failures: [] },
      { model: "Animals", name: "is no cow", passed: false },
    ],
    passed: 1,
    failed: 1,
  });
});

it("prepares the example as training did, and compares classes by the names of the data", async () => {
  const cwd = emptyFolder();
  const rows = [
    "a,b,kind",
    ...Array.from({ length: 20 }, (_, i) => `${i},${20 - i},${i < 10 ? "low" : "up"}`),
  ];
  writeFileSync(join(cwd, "rows.csv"), rows.join("\n"));
  const program = (low: string) => `model Two {
  input x: [2]
  target kind: class(2)
  dense(2, activation=softmax)
  compile { optimizer adam(learning_rate=0.1); loss sparse_categorical_crossentropy }
  train { epochs 20; seed 1 }
  data "rows.csv" { x = [a, b] -> normalization; kind = [kind] }
  test "low" { given x: [0, 20]; expect kind == ${low}, max(kind) > 0.9 }
}
`;
  writeFileSync(join(cwd, "two.nn"), program("low"));
  expect(await runNnc(["test", "two.nn"], { cwd })).toEqual({
    code: 1,
    out: "",
    err: "nnc: the data of Two goes through `normalization`, which learns from the training rows, and this model is not trained yet; give the folder that `nnc train` saved with --weights\n",
  });
  expect((await runNnc(["train", "two.nn", "--out", "trained"], { cwd })).code).toBe(0);
  const right = await runNnc(["test", "two.nn", "--weights", "trained"], { cwd });
  expect(right).toEqual({ code: 0, out: "ok    Two: low\n1 test: 1 passed, 0 failed\n", err: "" });
  writeFileSync(join(cwd, "two.nn"), program('"up"'));
  const wrong = await runNnc(["test", "two.nn", "--weights", "trained"], { cwd });
  expect(wrong.code).toBe(1);
  expect(wrong.out).toMatch(/expected kind == "up"\n {6}kind is low: 0\.99/);
});

it("says where there is nothing to test", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "m.nn"), "model M {\n  input x: [4]\n  dense(3)\n}\n");
  const { code, err } = await runNnc(["test", "m.nn"], { cwd });
  expect([code, err]).toEqual([
    2,
    'nnc: `m.nn` holds no tests; `test "title" { given …; expect … }` in a model is one\n',
  ]);
});
