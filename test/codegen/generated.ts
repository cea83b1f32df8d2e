/** Generated modules as tests use them: made of a program, compiled, imported. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type * as tf from "@tensorflow/tfjs-core";
import { transformSync } from "esbuild";
import type { Model } from "../../src/checker/model.ts";
import { printModule } from "../../src/codegen/typescript/print-module.ts";
import { type Compiled, compile } from "../../src/compile.ts";
import { library } from "../../src/library/index.ts";
import type { Preparation } from "../../src/runtime/data/preparation.ts";
import type { BackendName } from "../../src/runtime/tfjs/backends/backend.ts";

/** Tensors by the parts of their names, as generated code holds them. */
export type TensorTree = { readonly [name: string]: tf.Tensor | TensorTree };

export type GivenBatch = { readonly inputs: TensorTree; readonly targets: TensorTree };

export interface Generated {
  readonly load: (bytes: Uint8Array) => TensorTree;
  readonly predict: (weights: TensorTree, inputs: TensorTree) => Record<string, tf.Tensor>;
  readonly prepare: (rows: readonly Record<string, unknown>[]) => TensorTree;
  readonly initialize: (seed: number) => TensorTree;
  readonly trainStep: (
    state: TensorTree,
    batch: GivenBatch,
    options: { step: number; seed: number },
  ) => Stepped;
  readonly evaluateStep: (state: TensorTree, batch: GivenBatch) => Stepped;
  readonly resetMetrics: (state: TensorTree) => TensorTree;
  readonly readMetrics: (state: TensorTree) => Promise<Record<string, number>>;
}

interface Stepped {
  readonly loss: tf.Tensor;
  readonly state: TensorTree;
}

/** Reads a program that has one model, and compiles it. Throws where it has errors. */
export function compileFile(file: string): { readonly model: Model; readonly sources: Compiled["sources"] } {
  const { models, sources, diagnostics } = compile({ file, text: readFileSync(file, "utf8") });
  const fault = diagnostics.find(({ severity }) => severity === "error");
  if (fault !== undefined || models.length !== 1)
    throw new Error(`${file}: ${fault?.message ?? "no single model"}`);
  return { model: models[0], sources };
}

interface GenerateOptions {
  readonly backend?: BackendName;
  readonly preparation?: Preparation;
}

/** The module's text, with first lines that do not change from version to version. */
export function generate(
  { model, sources }: { readonly model: Model; readonly sources: Compiled["sources"] },
  { backend = "wasm", preparation }: GenerateOptions = {},
): string {
  const file = model.span.file.split("/").at(-1) ?? "";
  const origin = { file, hash: "0123456789abcdef", version: "0.0.0", engine: "tfjs-wasm" };
  const learned = preparation === undefined ? {} : { preparation };
  return printModule({ model, library, sources, backend, origin, ...learned });
}

const folder = resolve("node_modules/.cache/nnc-codegen");

/** The module, its types stripped. It runs on the TensorFlow.js of the tests. */
export async function importModule(text: string, name: string): Promise<Generated> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-${process.pid}.mjs`);
  writeFileSync(path, transformSync(text, { loader: "ts", format: "esm", target: "es2023" }).code);
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}
