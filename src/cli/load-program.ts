/** From a file's name to its compiled program, or to the models that a command asked for. */
import type { Model } from "../checker/model.ts";
import { type CompileResult, compile } from "../compile.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Invocation } from "./command.ts";
import { assignmentsFlag, textFlag } from "./flags.ts";
import { ProgramErrors } from "./program-errors.ts";
import { readNamedFile, readProjectFile } from "./read-source-file.ts";
import { UsageError } from "./usage-error.ts";

/** Compiles a file with what `--set` says; diagnostics are in the result, whatever they are. */
export function compileFile(file: string, invocation: Invocation): CompileResult {
  const { cwd } = invocation.terminal;
  const params = Object.fromEntries(assignmentsFlag(invocation, "set"));
  return compile(readNamedFile(file, cwd), {
    params,
    readImport: (path) => readProjectFile(path, file, cwd),
  });
}

/** The models of a file that has no errors. Throws ProgramErrors where it has some. */
export function loadModels(
  file: string,
  invocation: Invocation,
): { readonly models: readonly Model[]; readonly result: CompileResult } {
  const result = compileFile(file, invocation);
  if (result.diagnostics.some(({ severity }) => severity === "error")) throw new ProgramErrors(result);
  if (result.models.length === 0)
    throw new UsageError(`\`${file}\` holds no model; \`model Name { … }\` declares one`);
  return { models: result.models, result };
}

/** The one model that a command works on: the file's only one, or that of `--model`. */
export function loadModel(
  file: string,
  invocation: Invocation,
): { readonly model: Model; readonly result: CompileResult } {
  const { models, result } = loadModels(file, invocation);
  return { model: pickModel(models, textFlag(invocation, "model"), file), result };
}

function pickModel(models: readonly Model[], name: string | undefined, file: string): Model {
  const names = models.map((model) => model.name);
  if (name === undefined && models.length > 1)
    throw new UsageError(`\`${file}\` holds ${names.join(" and ")}; say which with --model NAME`);
  const model = name === undefined ? models[0] : models.find((each) => each.name === name);
  if (model !== undefined) return model;
  const close = suggest(name ?? "", names);
  throw new UsageError(
    `\`${file}\` holds no model \`${name}\`${close === undefined ? "" : `; did you mean \`${close}\``}? It holds ${names.join(", ")}`,
  );
}
