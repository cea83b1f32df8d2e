/** The work of `nnc build`: every file is made before the first is written, and each is written whole or not at all. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import { printModule } from "../../codegen/typescript/print-module.ts";
import type { Compiled } from "../../compile.ts";
import { library } from "../../library/index.ts";
import { Problem } from "../../problem.ts";
import { writeSafetensors } from "../../runtime/saved-model/write-safetensors.ts";
import { backends } from "../../runtime/tfjs/backends/index.ts";
import { writeFileWhole } from "../../runtime/write-whole-file.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { isSet, textFlag } from "../flags.ts";
import { loadModels } from "../load-program.ts";
import { printJson } from "../print-json.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import { kebabCase } from "./kebab-case.ts";
import { readWeights } from "./read-weights.ts";
import { chosenEngine } from "./run-flags.ts";

/** Throws UsageError, ProgramErrors, and Problem where a model can't be written as TypeScript. */
export async function buildModules(invocation: Invocation): Promise<ExitCode> {
  const file = invocation.operands[0];
  const compiled = loadModels(file, invocation);
  const files = compiled.models.flatMap((model) => filesOf(model, compiled, invocation));
  requireDifferentPlaces(files);
  return isSet(invocation, "check") ? checkFiles(files, invocation) : writeFiles(files, invocation);
}

/** A file to be written; `path` as people are shown it. */
interface BuiltFile {
  readonly path: string;
  readonly model: string;
  readonly content: string | Uint8Array;
}

function filesOf(model: Model, compiled: Compiled, invocation: Invocation): readonly BuiltFile[] {
  const file = invocation.operands[0];
  const engine = chosenEngine(invocation);
  const weights = weightsFor(model, compiled, invocation);
  const text = printModule({
    model,
    library,
    sources: compiled.sources,
    backend: backends[engine].registered,
    origin: { file: basename(file), flags: flagsOf(invocation), hash: hashOf(compiled), version, engine },
    ...(weights?.preparation === undefined ? {} : { preparation: weights.preparation }),
  });
  const stem = join(textFlag(invocation, "out") ?? dirname(file), stemOf(model, compiled, file));
  const module: BuiltFile = { path: `${stem}.ts`, model: model.name, content: text };
  if (weights === undefined) return [module];
  return [
    module,
    { path: `${stem}.safetensors`, model: model.name, content: writeSafetensors(weights.weights) },
  ];
}

/** The flags that decide what is written, as they were given. */
function flagsOf({ flags }: Invocation): readonly string[] {
  return ["model", "set", "weights", "engine"].flatMap((name) =>
    (flags.get(name) ?? []).flatMap((value) => [`--${name}`, value]),
  );
}

function weightsFor(model: Model, { models }: Compiled, invocation: Invocation) {
  const from = textFlag(invocation, "weights");
  if (from === undefined) return undefined;
  if (models.length === 1) return readWeights(from, model, invocation.terminal.cwd);
  throw new UsageError(
    `weights are those of one model, and the file holds ${models.map(({ name }) => name).join(" and ")}; say which with --model NAME`,
  );
}

/** The source's own name, or the model's in kebab case where the file holds several. */
function stemOf({ name }: Model, { tree }: Compiled, file: string): string {
  const several = tree.statements.filter(({ kind }) => kind === "Model").length > 1;
  if (!several) return basename(file, ".nn");
  return kebabCase(name);
}

/** Of all texts that the models were read from. */
function hashOf({ sources }: Compiled): string {
  const hash = createHash("sha256");
  for (const { text } of sources.values()) hash.update(text).update("\0");
  return hash.digest("hex");
}

function requireDifferentPlaces(files: readonly BuiltFile[]): void {
  for (const { path, model } of files) {
    const other = files.find((each) => each.path === path && each.model !== model);
    if (other !== undefined)
      throw new UsageError(
        `${model} and ${other.model} would both become ${path}; build one of them with --model NAME`,
      );
  }
}

function writeFiles(files: readonly BuiltFile[], invocation: Invocation): ExitCode {
  const { terminal } = invocation;
  for (const { path } of files) requireOurs(path, terminal.cwd);
  for (const { path, content } of files) writeFileWhole(resolve(terminal.cwd, path), content);
  const paths = files.map(({ path }) => path);
  if (isSet(invocation, "json")) printJson(terminal, { files: paths });
  else for (const path of paths) terminal.out(`wrote ${path}\n`);
  return 0;
}

/** A module that a person wrote, or took over, stays theirs. */
function requireOurs(path: string, cwd: string): void {
  const before = path.endsWith(".ts") ? readIfThere(resolve(cwd, path)) : undefined;
  if (before === undefined || saysOurs(before.toString("utf8", 0, 65_536))) return;
  throw new Problem(
    `${path} is not a file that nnc wrote, so I leave it as it is; name another folder with --out DIR`,
  );
}

/** Whether the first lines say so; long ones are broken between any two words. */
function saysOurs(text: string): boolean {
  return /^(\/\*\*| \*) .*, generated from .* by nnc /m.test(text.replaceAll("\n * ", " "));
}

function checkFiles(files: readonly BuiltFile[], invocation: Invocation): ExitCode {
  const { terminal } = invocation;
  const isStale = ({ path, content }: BuiltFile) => {
    const found = readIfThere(resolve(terminal.cwd, path));
    return found === undefined || !found.equals(Buffer.from(content as string));
  };
  const stale = files.filter(isStale).map(({ path }) => path);
  const paths = files.map(({ path }) => path);
  if (isSet(invocation, "json")) printJson(terminal, { files: paths, stale });
  const command = ["nnc build", invocation.operands[0], ...flagsOf(invocation)].join(" ");
  for (const path of stale)
    terminal.err(`${path} is not what \`${command}\` writes now; run that, and keep its result\n`);
  return stale.length === 0 ? 0 : 1;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Problem(`I can't read ${path}: ${(error as Error).message}`);
  }
}
