/** Generated modules as tests use them: made of an example, compiled, imported, and run beside the interpreter. */
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

/** Tensors by parts of their names, as generated code holds them. */
export type TensorTree = { readonly [name: string]: tf.Tensor | TensorTree };

export interface Generated {
  readonly load: (bytes: Uint8Array) => TensorTree;
  readonly predict: (weights: TensorTree, inputs: TensorTree) => Record<string, tf.Tensor>;
  readonly prepare: (rows: readonly Record<string, unknown>[]) => TensorTree;
  readonly initialize: (seed: number) => TensorTree;
  readonly trainStep: StepFunction;
  readonly evaluateStep: StepFunction;
  readonly resetMetrics: (state: TensorTree) => TensorTree;
  readonly readMetrics: (state: TensorTree) => Promise<Record<string, number>>;
}

type StepFunction = (
  state: TensorTree,
  batch: { readonly inputs: TensorTree; readonly targets: TensorTree },
  options: { readonly step: number; readonly seed: number },
) => { readonly loss: tf.Tensor; readonly state: TensorTree };

/** Reads a program and compiles it. */
export function compileFile(file: string): Compiled {
  return compile({ file, text: readFileSync(file, "utf8") });
}

export interface GenerateOptions {
  readonly backend?: BackendName;
  readonly preparation?: Preparation;
}

/** The module's text, with a header that does not change from version to version. */
export function generate(
  model: Model,
  { sources }: Pick<Compiled, "sources">,
  { backend = "wasm", preparation }: GenerateOptions = {},
): string {
  const origin = { file: model.span.file, hash: "0123456789abcdef", version: "0.0.0", engine: "tfjs-wasm" };
  return printModule({
    model,
    library,
    sources,
    backend,
    origin,
    ...(preparation === undefined ? {} : { preparation }),
  });
}

const folder = resolve("node_modules/.cache/nnc-codegen");

/** The module, its types stripped. It runs on the TensorFlow.js of the tests. */
export async function importModule(text: string, name: string): Promise<Generated> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-${process.pid}.mjs`);
  writeFileSync(path, transformSync(text, { loader: "ts", format: "esm", target: "es2023" }).code);
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}
