/**
 * The diagnostics of a text while it is being typed: a model whose text and surroundings are what they were is not checked again, its
 * findings only move with it. They are the same as those of `compile`, which a test holds.
 */
import { checkAsserts } from "../checker/check-asserts.ts";
import { checkUnreached, unusedNames } from "../checker/check-leftovers.ts";
import { type CheckedModel, checkModel } from "../checker/check-model.ts";
import { judge } from "../checker/judge.ts";
import { type LoadedFile, loadFile, type Reading } from "../checker/load-files.ts";
import { createRun, type Run } from "../checker/run.ts";
import { suppress } from "../checker/suppress.ts";
import { inOrder } from "../compile.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { library } from "../library/index.ts";
import type { BlockStatement, ModelStatement } from "../parser/tree.ts";
import type { Source } from "../source.ts";
import { type Move, movedDiagnostic, movedPlace } from "./moved.ts";
import { sameShifted } from "./same-shifted.ts";

/** Checks the next version of a text, and remembers it. */
export type Recheck = (source: Source, reading: Reading) => readonly Diagnostic[];

/** A model as it was checked, alone in a run of its own. */
interface Known {
  readonly statement: ModelStatement;
  readonly text: string;
  /** The lines of it that could not be read. */
  readonly torn: string;
  readonly run: Run;
  readonly checked: CheckedModel;
  /** What was said of the model itself, not of what stands around it. */
  readonly said: readonly Diagnostic[];
  /** What the rules found, with and without mistakes elsewhere in the file. */
  readonly judged: Map<boolean, readonly Diagnostic[]>;
}

interface Memory {
  readonly file: LoadedFile;
  readonly reads: ReadonlyMap<string, Source | undefined>;
  readonly models: readonly Known[];
}

export function createRecheck(): Recheck {
  let memory: Memory | undefined;
  return (source, reading) => {
    const reads = new Map<string, Source | undefined>();
    const read = (file: string) => {
      const found = reading.read?.(file);
      reads.set(file, found);
      return found;
    };
    const run = createRun(library);
    const file = loadFile(source, run, { ...reading, read });
    for (const evaluate of run.pending) evaluate();
    const before = memory !== undefined && sameAround(memory, file, reads) ? memory.models : [];
    const models = file.models.map(
      (statement) => recall(statement, file, before) ?? checkAlone(statement, source, reading),
    );
    memory = { file, reads, models };
    return gather(file, run, models, source);
  };
}

function recall(
  statement: ModelStatement,
  { scope: { run }, parsed }: LoadedFile,
  before: readonly Known[],
): Known | undefined {
  const own = parsed.source.text.slice(statement.start, statement.end);
  const torn = tornIn(statement, run);
  return before.find(
    (known) => known.text === own && known.torn === torn && sameShifted(known.statement, statement),
  );
}

/** Torn lines within a model, counted from its beginning. */
function tornIn({ start, end }: ModelStatement, { torn, sources }: Run): string {
  const [file] = sources.keys();
  const own = torn.filter((line) => line.file === file && line.to >= start && line.from <= end);
  return JSON.stringify(
    own.map(({ from, to }) => [Math.max(from, start) - start, Math.min(to, end) - start]),
  );
}

/** In a run of its own, so that nothing is left out because another model said it first. */
function checkAlone(statement: ModelStatement, source: Source, reading: Reading): Known {
  const run = createRun(library);
  const file = loadFile(source, run, reading);
  for (const evaluate of run.pending) evaluate();
  const around = run.diagnostics.length;
  const checked = checkModel(statement, file.scope, {});
  checkAsserts(checked);
  const said = run.diagnostics.slice(around);
  return {
    statement,
    text: source.text.slice(statement.start, statement.end),
    torn: tornIn(statement, run),
    run,
    checked,
    said,
    judged: new Map(),
  };
}

/** Whether everything but the models is what it was, down to the places: messages point there. */
function sameAround(
  memory: Memory,
  file: LoadedFile,
  reads: ReadonlyMap<string, Source | undefined>,
): boolean {
  const [old, now] = [around(memory.file), around(file)];
  return (
    old.length === now.length &&
    old.every((statement, i) => statement.start === now[i].start && sameShifted(statement, now[i])) &&
    textsOf(memory.file) === textsOf(file) &&
    memory.reads.size === reads.size &&
    [...reads].every(([name, source]) => memory.reads.get(name) === source)
  );
}

function around({ parsed }: LoadedFile) {
  return parsed.tree.statements.filter(({ kind }) => kind !== "Model");
}

/** What the scope of the file holds by name, and the texts of its statements: comments and blanks between them do not matter. */
function textsOf({ parsed, scope }: LoadedFile): string {
  const texts = parsed.tree.statements
    .filter(({ kind }) => kind !== "Model")
    .map(({ start, end }) => parsed.source.text.slice(start, end));
  return JSON.stringify([texts, [...scope.models.keys()], [...scope.missing]]);
}

function gather(file: LoadedFile, run: Run, models: readonly Known[], source: Source): readonly Diagnostic[] {
  const moves = models.map((known, i) => moveOf(known, file.models[i], source));
  models.forEach(({ run: own, said }, i) => {
    for (const diagnostic of said) run.report(movedDiagnostic(diagnostic, moves[i]));
    for (const place of own.used) run.used.add(movedPlace(place, moves[i]));
    for (const block of own.opened) run.opened.add(blockNow(block, file));
  });
  checkUnreached(file, run);
  const errors = run.diagnostics.filter(({ severity }) => severity === "error").slice(0, 1);
  const findings = models.flatMap((known, i) =>
    judgedAgain(known, errors).map((diagnostic) => movedDiagnostic(diagnostic, moves[i])),
  );
  const unused = unusedNames(
    file,
    models.map(({ checked }) => checked),
    run,
  );
  return inOrder(
    [...run.diagnostics, ...suppress([...findings, ...unused], run.diagnostics, run.files)],
    source,
  );
}

function judgedAgain({ checked, run, judged }: Known, errors: readonly Diagnostic[]): readonly Diagnostic[] {
  const broken = errors.length > 0;
  const findings = judged.get(broken) ?? judge(checked, { ...run, diagnostics: [...errors] });
  judged.set(broken, findings);
  return findings;
}

function moveOf({ statement: { start, end } }: Known, now: ModelStatement, { file }: Source): Move {
  return { file, start, end, by: now.start - start };
}

/** The block of this version that stands where one of the version before stood. */
function blockNow(block: BlockStatement, { parsed }: LoadedFile): BlockStatement {
  const same = parsed.tree.statements.find(({ kind, start }) => kind === "Block" && start === block.start);
  return same?.kind === "Block" && same.name.end === block.name.end ? same : block;
}
