/** The program of the page, compiled, and the model that is meant, where the program has no errors. */
import type { Model } from "../../src/checker/model.ts";
import { compile } from "../../src/compile.ts";
import type { Parsed } from "../../src/parser/parse.ts";
import type { Source } from "../../src/source.ts";
import { programFile } from "../program-file.ts";
import type { ProgramRequest } from "./messages.ts";

export interface CompiledProgram {
  readonly errors: number;
  readonly models: readonly string[];
  /** Absent where the program has errors or holds no model. */
  readonly model?: Model;
  readonly sources: ReadonlyMap<string, Source>;
  /** The program's tree, with its comments. */
  readonly parsed: readonly Parsed[];
}

export function compileProgram({ text, model }: ProgramRequest): CompiledProgram {
  const { models, diagnostics, sources, index } = compile({ file: programFile, text });
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const chosen = models.find(({ name }) => name === model) ?? models[0];
  return {
    errors,
    models: models.map(({ name }) => name),
    ...(errors > 0 || chosen === undefined ? {} : { model: chosen }),
    sources,
    parsed: [...index.files.values()].map((file) => file.parsed),
  };
}
