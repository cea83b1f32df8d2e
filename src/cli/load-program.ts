/** From a file's name to its compiled program, or to the models that a command asked for. Warnings go to standard error. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Model, TrainSettings } from "../checker/model.ts";
import { type Compiled, compile } from "../compile.ts";
import type { Invocation } from "./command.ts";
import { didYouMean } from "./did-you-mean.ts";
import { assignmentsFlag, isSet, textFlag } from "./flags.ts";
import { printDiagnostics } from "./print-diagnostics.ts";
import { ProgramErrors } from "./program-errors.ts";
import { readNamedFile, readProjectFile } from "./read-source-file.ts";
import { UsageError } from "./usage-error.ts";

/** Compiles a file with what `--set`, `--model` and the flags of training say; diagnostics are in the result, whatever they are. */
export function compileFile(
  file: string,
  invocation: Invocation,
  train: Partial<TrainSettings> = {},
): Compiled {
  const { cwd } = invocation.terminal;
  return compile(readNamedFile(file, cwd), {
    params: Object.fromEntries(assignmentsFlag(invocation, "set")),
    readImport: (path) => readProjectFile(path, file, cwd),
    hasFile: (path) => existsSync(resolve(cwd, path)),
    model: textFlag(invocation, "model"),
    train,
  });
}

/** A file that has no errors, with all its models or the one of `--model`. Throws ProgramErrors, or UsageError where there is no such model. */
export function loadModels(file: string, invocation: Invocation, train?: Partial<TrainSettings>): Compiled {
  const compiled = compileFile(file, invocation, train);
  if (compiled.diagnostics.some(({ severity }) => severity === "error")) throw new ProgramErrors(compiled);
  if (compiled.models.length === 0) throw noModel(file, compiled, textFlag(invocation, "model"));
  printDiagnostics(compiled, invocation.terminal, invocation.terminal.err, {
    hints: isSet(invocation, "hints"),
  });
  return compiled;
}

/** The one model that a command works on: the file's only one, or that of `--model`. */
export function loadModel(file: string, invocation: Invocation): Model {
  return onlyModel(loadModels(file, invocation), file);
}

export function onlyModel({ models }: Compiled, file: string): Model {
  if (models.length === 1) return models[0];
  throw new UsageError(
    `\`${file}\` holds ${models.map(({ name }) => name).join(" and ")}; say which with --model NAME`,
  );
}

function noModel(file: string, { tree }: Compiled, name: string | undefined): UsageError {
  const names = tree.statements.flatMap((statement) =>
    statement.kind === "Model" && statement.name.kind === "Name" ? [statement.name.text] : [],
  );
  if (name === undefined || names.length === 0)
    return new UsageError(`\`${file}\` holds no model; \`model Name { … }\` declares one`);
  return new UsageError(
    `\`${file}\` holds no model \`${name}\`${didYouMean(name, names)} It holds ${names.join(", ")}`,
  );
}
