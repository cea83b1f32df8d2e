/**
 * The table of contents: text → tree → models → findings. Pure: no files are opened, nothing is kept, and no text makes it throw.
 * A model is complete, and may be lowered, only when no diagnostic is an error.
 */
import { checkAsserts } from "./checker/check-asserts.ts";
import { checkUnreached, unusedNames } from "./checker/check-leftovers.ts";
import { checkModel } from "./checker/check-model.ts";
import { chooseModels } from "./checker/choose-models.ts";
import type { CodeIndex } from "./checker/code-index.ts";
import { judge } from "./checker/judge.ts";
import { loadFile, type ReadImport } from "./checker/load-files.ts";
import type { Model, TrainSettings } from "./checker/model.ts";
import type { ModelTest } from "./checker/model-test.ts";
import { createRun } from "./checker/run.ts";
import { checkSet } from "./checker/set-param.ts";
import { suppress } from "./checker/suppress.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { library as standardLibrary } from "./library/index.ts";
import type { Library } from "./library/library.ts";
import type { Parsed } from "./parser/parse.ts";
import type { File } from "./parser/tree.ts";
import type { Source } from "./source.ts";

export interface CompileOptions {
  readonly library?: Library;
  /** Gives the text of an imported file by its path from the project folder. */
  readonly readImport?: ReadImport;
  /** Whether there is a file, by its path from the project folder. */
  readonly hasFile?: (path: string) => boolean;
  /** Parses a text; handed in by those who keep what was parsed. */
  readonly parse?: (source: Source) => Parsed;
  /** What takes the place of the defaults of `param`s: `--set depth=5`. */
  readonly params?: { readonly [name: string]: string };
  /** The one model to check; all of the file without it. */
  readonly model?: string;
  /** What the command line says of training, in place of the file's `train`. */
  readonly train?: Partial<TrainSettings>;
}

export interface Compiled {
  readonly tree: File;
  readonly models: readonly Model[];
  /** The tests of each model, in the order of the models. */
  readonly tests: readonly (readonly ModelTest[])[];
  readonly diagnostics: readonly Diagnostic[];
  /** Those of them that no comment can allow: the models cannot be made as long as they stand. */
  readonly certain: readonly Diagnostic[];
  /** Every text that a diagnostic may point into, by file name. */
  readonly sources: ReadonlyMap<string, Source>;
  /** What every name means, for editors. */
  readonly index: CodeIndex;
}

export function compile(source: Source, options: CompileOptions = {}): Compiled {
  const { library = standardLibrary, readImport, hasFile, parse, params = {}, model, train } = options;
  const run = createRun(library, new Map(Object.entries(params)), hasFile);
  const file = loadFile(source, run, { read: readImport, parse });
  for (const evaluate of run.pending) evaluate();
  const checked = chooseModels(file, model).map(({ statement, doc }) =>
    checkModel(statement, file.scope, { doc, train }),
  );
  for (const one of checked) checkAsserts(one);
  if (model === undefined) checkUnreached(file, run);
  checkSet(run);
  const findings = checked.flatMap((one) => judge(one, run));
  const unused = model === undefined ? unusedNames(file, checked, run) : [];
  const judged = suppress([...findings, ...unused], run.diagnostics, run.files);
  return {
    tree: file.parsed.tree,
    models: checked.map((one) => one.model),
    tests: checked.map((one) => one.tests),
    diagnostics: inOrder([...run.diagnostics, ...judged], source),
    certain: run.diagnostics,
    sources: run.sources,
    index: run.index,
  };
}

/** The given file first, each in the order of its text. */
export function inOrder(diagnostics: readonly Diagnostic[], { file }: Source): readonly Diagnostic[] {
  const rank = ({ span }: Diagnostic) => (span.file === file ? "" : span.file);
  return diagnostics.toSorted((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first === second ? a.span.start - b.span.start : first < second ? -1 : 1;
  });
}
