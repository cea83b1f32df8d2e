/** Reads a file and all that it imports, each once, and declares what stands at the top of each. The caller does the reading. */
import { messages } from "../diagnostics/messages.ts";
import { type Parsed, parse } from "../parser/parse.ts";
import type { ImportStatement, ModelStatement, Name } from "../parser/tree.ts";
import type { Source } from "../source.ts";
import { misplaced } from "./check-body.ts";
import { noteDeclaration, noteUse } from "./code-index.ts";
import { checkName, declare, sayGivenTwice } from "./declare.ts";
import { declareBlock } from "./declare-block.ts";
import { declareConstant, declareParam } from "./declare-constant.ts";
import { projectPath } from "./project-path.ts";
import type { Run } from "./run.ts";
import { sayUnknown } from "./say-problem.ts";
import { fileScope, type Scope, say, spanOf } from "./scope.ts";
import { tornLines, tornNames } from "./torn-lines.ts";

export interface LoadedFile {
  readonly parsed: Parsed;
  readonly scope: Scope;
  readonly models: readonly ModelStatement[];
}

export type ReadImport = (path: string) => Source | undefined;

/** How texts are come by and parsed. */
export interface Reading {
  readonly read?: ReadImport;
  readonly parse?: (source: Source) => Parsed;
}

interface Loading {
  readonly run: Run;
  readonly read: ReadImport;
  readonly parse: (source: Source) => Parsed;
  /** Finished files by path; undefined where a file could not be read. */
  readonly files: Map<string, LoadedFile | undefined>;
  /** Files that are being read, outermost first. */
  readonly open: readonly string[];
}

const deepestImports = 64;

/** The given file with its declarations, imports bound. */
export function loadFile(source: Source, run: Run, reading: Reading = {}): LoadedFile {
  const { read = () => undefined, parse: parseText = parse } = reading;
  return load(source, { run, read, parse: parseText, files: new Map(), open: [] });
}

function load(source: Source, loading: Loading): LoadedFile {
  const { run } = loading;
  run.sources.set(source.file, source);
  const parsed = loading.parse(source);
  for (const diagnostic of parsed.diagnostics) run.report(diagnostic);
  run.files.push(parsed);
  const scope = fileScope(run, source.file);
  const torn = tornLines(parsed);
  run.torn.push(...torn);
  for (const name of tornNames(parsed, torn)) scope.missing.add(name);
  const inside = { ...loading, open: [...loading.open, source.file] };
  const models: ModelStatement[] = [];
  const loaded = { parsed, scope, models };
  run.index.files.set(source.file, loaded);
  for (const statement of parsed.tree.statements) {
    if (statement.kind === "Import") importNames(statement, scope, inside);
    else if (statement.kind === "Const") declareConstant(statement, scope);
    else if (statement.kind === "Param") declareParam(statement, scope);
    else if (statement.kind === "Block") declareBlock(statement, scope);
    else if (statement.kind === "Model") models.push(...declareModel(statement, scope));
    else misplaced(statement, { scope }, "file");
  }
  return loaded;
}

/** A model whose name is taken or cannot be is still checked, since its text may be right. */
function declareModel(statement: ModelStatement, scope: Scope): readonly ModelStatement[] {
  const { name } = statement;
  if (name.kind === "Name") {
    checkName(scope, name, "declaration");
    const before = scope.models.get(name.text);
    const related = before === undefined ? [] : [{ span: before, message: "it is first given here" }];
    if (before === undefined) {
      scope.models.set(name.text, spanOf(scope, name));
      noteDeclaration(scope.run.index, "model", name.text, spanOf(scope, name));
    } else
      say(scope, messages.givenTwice, spanOf(scope, name), { what: "model", name: name.text }, { related });
  }
  return [statement];
}

function importNames(statement: ImportStatement, scope: Scope, loading: Loading): void {
  const { path } = statement;
  if (path.kind === "Missing") return;
  const file = importedFile(path.value, spanOf(scope, path), scope, loading);
  for (const name of statement.names) {
    if (file === undefined) scope.missing.add(name.text);
    else importName(name, file, scope);
  }
}

function importedFile(
  path: string,
  span: ReturnType<typeof spanOf>,
  scope: Scope,
  loading: Loading,
): LoadedFile | undefined {
  const { read, files, open } = loading;
  const resolved = projectPath(path, span, scope);
  if (resolved === undefined || files.has(resolved)) return files.get(resolved ?? "");
  if (open.includes(resolved)) {
    say(scope, messages.circle, span, {
      what: "The file",
      way: [...open.slice(open.indexOf(resolved)), resolved],
    });
    return undefined;
  }
  if (open.length >= deepestImports) {
    say(scope, messages.tooMuch, span, {
      what: `imports from imports, more than ${deepestImports} deep`,
      limit: deepestImports,
    });
    return undefined;
  }
  const source = read(resolved);
  if (source === undefined) say(scope, messages.importProblem, span, { path });
  const file =
    source === undefined
      ? undefined
      : load(source.file === resolved ? source : { ...source, file: resolved }, loading);
  files.set(resolved, file);
  return file;
}

function importName(name: Name, file: LoadedFile, scope: Scope): void {
  const span = spanOf(scope, name);
  const block = file.scope.blocks.get(name.text);
  const constant = file.scope.names.get(name.text);
  const before = scope.blocks.get(name.text);
  if (block !== undefined && before !== undefined) {
    const taken = { kind: "dim", dim: undefined, span: spanOf(before.scope, before.statement.name) } as const;
    sayGivenTwice(scope, name, "block", taken);
  } else if (block !== undefined) {
    scope.blocks.set(name.text, block);
    noteUse(scope.run.index, span, { kind: "declared", declared: spanOf(block.scope, block.statement.name) });
    scope.imported.push({ name: name.text, span, declared: spanOf(block.scope, block.statement.name) });
  } else if (constant !== undefined) {
    declare(scope, name, "constant", constant);
    scope.imported.push({ name: name.text, span, declared: constant.span });
  } else if (file.scope.models.has(name.text)) {
    const help = `Make \`${name.text}\` a block, and use it in both models.`;
    say(scope, messages.notSupported, span, { what: "Importing a model is", help });
  } else {
    sayUnknown(scope, span, "block or constant in that file", name.text, [
      ...file.scope.blocks.keys(),
      ...file.scope.names.keys(),
    ]);
    scope.missing.add(name.text);
  }
}
