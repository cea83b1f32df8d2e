/** The work of `nnc build`. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import { printModule } from "../../codegen/typescript/print-module.ts";
import { library } from "../../library/index.ts";
import { writeSafetensors } from "../../runtime/saved-model/write-safetensors.ts";
import { backends } from "../../runtime/tfjs/backends/index.ts";
import { writeFileWhole } from "../../runtime/write-whole-file.ts";
import type { Source } from "../../source.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { isSet, textFlag } from "../flags.ts";
import { loadModels } from "../load-program.ts";
import { printJson } from "../print-json.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import { readWeights } from "./read-weights.ts";
import { chosenEngine } from "./run-flags.ts";

/** A file to be written, by its path as people see it. */
interface BuiltFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Throws UsageError, ProgramErrors, and Problem where generated code can't do what a model asks. */
export async function buildModels(invocation: Invocation): Promise<ExitCode> {
  const { operands, terminal } = invocation;
  const { models, sources } = loadModels(operands[0], invocation);
  if (models.length > 1 && isSet(invocation, "weights"))
    throw new UsageError("--weights are those of one model; say which with --model NAME");
  const files = models.flatMap((model) => buildModel(model, models.length, sources, invocation));
  const stale = files.filter((file) => isStale(file, terminal.cwd));
  const check = isSet(invocation, "check");
  if (!check) for (const { path, content } of files) writeFileWhole(resolve(terminal.cwd, path), content);
  const paths = files.map(({ path }) => path);
  if (isSet(invocation, "json"))
    printJson(terminal, { files: paths, ...(check ? { stale: stale.map(({ path }) => path) } : {}) });
  else if (check) for (const { path } of stale) terminal.err(`stale: ${path}\n`);
  else for (const path of paths) terminal.out(`wrote ${path}\n`);
  return check && stale.length > 0 ? 1 : 0;
}

function buildModel(
  model: Model,
  count: number,
  sources: ReadonlyMap<string, Source>,
  invocation: Invocation,
): BuiltFile[] {
  const file = invocation.operands[0];
  const engine = chosenEngine(invocation);
  const from = textFlag(invocation, "weights");
  const given = from === undefined ? undefined : readWeights(from, model, invocation.terminal.cwd);
  const text = printModule({
    model,
    library,
    sources,
    backend: backends[engine].registered,
    origin: { file, version, engine, hash: hashOf(sources) },
    ...(given?.preparation === undefined ? {} : { preparation: given.preparation }),
  });
  const stem = count === 1 ? basename(file, ".nn") : kebabCase(model.name);
  const path = join(textFlag(invocation, "out") ?? dirname(file), stem);
  const module = { path: `${path}.ts`, content: text };
  return given === undefined
    ? [module]
    : [module, { path: `${path}.safetensors`, content: writeSafetensors(given.weights) }];
}

function isStale({ path, content }: BuiltFile, cwd: string): boolean {
  const full = resolve(cwd, path);
  return !existsSync(full) || !readFileSync(full).equals(Buffer.from(content));
}

/** Of all texts that the models come from, imported ones too. */
function hashOf(sources: ReadonlyMap<string, Source>): string {
  const hash = createHash("sha256");
  for (const { text } of sources.values()) hash.update(`${text.length}:${text}`);
  return hash.digest("hex").slice(0, 16);
}

/** `TextClassifier` → `text-classifier`. */
function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}
