/** The built command (`npm run build`), as a user starts it: everything else here runs from the source. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";

function nnc(...words: string[]): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, ["bin/nnc.js", ...words], { encoding: "utf8" });
}

test("checks a model, with the machine code that the build kept", () => {
  expect(nnc("check", "examples/regressor.nn")).toMatchObject({
    stdout: "examples/regressor.nn: Regressor fits together\n",
    stderr: "",
    status: 0,
  });
  expect(existsSync("dist/cli/main.js.code")).toBe(true);
});

test("loads the chunks and packages that a command needs", () => {
  expect(nnc("doctor").stdout).toMatch(/^ready {3}tfjs-wasm 4/m);
  const { stdout, status } = nnc("build", "examples/iris.nn", "--check", "--out", "absent", "--json");
  expect(JSON.parse(stdout)).toEqual({ files: ["absent/iris.ts"], stale: ["absent/iris.ts"] });
  expect(status).toBe(1);
});
