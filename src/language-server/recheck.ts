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
import { compile, inOrder } from "../compile.ts";
import { report } from "../diagnostics/define-message.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import { library } from "../library/index.ts";
import type { BlockStatement, ModelStatement, Statement } from "../parser/tree.ts";
import type { Source } from "../source.ts";
import { type Move, movedDiagnostic, movedPlace } from "./moved.ts";
import { sameShifted } from "./same-shifted.ts";

/** Checks the next version of a text, and remembers it. */
export type Recheck = (source: Source, reading: Reading) => readonly Diagnostic[];

/** What was found out about a model, alone in a run of its own. Nothing of the rest of its text is kept. */
interface Known {
  readonly statement: ModelStatement;
  readonly text: string;
  /** The lines of it that could not be read. */
  readonly torn: string;
  /** Names that nothing declares, with whether a line that could not be read may do so. */
  readonly doubtful: ReadonlyMap<string, boolean>;
  /** What was said of the model itself, not of what stands around it. */
  readonly said: readonly Diagnostic[];
  readonly used: ReadonlySet<string>;
  /** Blocks that it writes out: of its own file by where they start. */
  readonly opened: readonly (BlockStatement | number)[];
  readonly draft: Pick<CheckedModel["draft"], "exhausted">;
  /** What the rules find, and what they find where there are mistakes elsewhere in the file. */
  readonly sound: readonly Diagnostic[];
  readonly broken: readonly Diagnostic[];
}

interface Memory {
  readonly file: LoadedFile;
  readonly reads: ReadonlyMap<string, Source | undefined>;
  readonly models: readonly Known[];
}

/**
 * An edit around the models, to a block or constant, may change what is said of all of them: then the text is compiled as a whole,
 * and models are remembered anew once it stays as it is.
 */
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
    const before = memory;
    memory = { file, reads, models: [] };
    if (before === undefined || !sameAround(before, memory))
      return compile(source, { readImport: reading.read, parse: reading.parse }).diagnostics;
    for (const evaluate of run.pending) evaluate();
    const models = file.models.map(
      (statement) => recall(statement, file, before.models) ?? checkAlone(statement, source, reading),
    );
    memory = { file, reads, models };
    return gather(file, run, models, source);
  };
}

function recall(
  statement: ModelStatement,
  { scope, parsed }: LoadedFile,
  before: readonly Known[],
): Known | undefined {
  const own = parsed.source.text.slice(statement.start, statement.end);
  const torn = tornIn(statement, scope.run, scope.file);
  return before.find(
    (known) =>
      known.text === own &&
      known.torn === torn &&
      [...known.doubtful].every(([name, missing]) => scope.missing.has(name) === missing) &&
      sameShifted(known.statement, statement),
  );
}

/** The lines of a model that could not be read, counted from its beginning. */
function tornIn({ start, end }: ModelStatement, { torn }: Run, file: string): string {
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
  const own = new Set<unknown>(file.parsed.tree.statements);
  const text = source.text.slice(statement.start, statement.end);
  return {
    statement,
    text,
    torn: tornIn(statement, run, source.file),
    doubtful: run.doubtful,
    said: run.diagnostics.slice(around),
    used: run.used,
    opened: [...run.opened].map((block) => (own.has(block) ? block.start : block)),
    draft: { exhausted: checked.draft.exhausted },
    sound: judge(checked, { ...run, diagnostics: [] }),
    broken: judge(checked, { ...run, diagnostics: [someError(source)] }),
  };
}

/** Stands for whatever is wrong elsewhere: rules ask only whether something is. */
function someError({ file }: Source): Diagnostic {
  return report(messages.unexpectedText, { file, start: 0, end: 0 }, { found: "", expected: "" });
}

/** Whether everything but the models is what it was, down to the places: messages point there. */
function sameAround(before: Memory, now: Memory): boolean {
  const [old, own] = [statementsAround(before.file), statementsAround(now.file)];
  return (
    old.length === own.length &&
    old.every((statement, i) => statement.start === own[i].start && sameShifted(statement, own[i])) &&
    textsOf(old, before.file) === textsOf(own, now.file) &&
    before.reads.size === now.reads.size &&
    [...now.reads].every(([name, source]) => before.reads.get(name) === source)
  );
}

function statementsAround({ parsed }: LoadedFile): readonly Statement[] {
  return parsed.tree.statements.filter(({ kind }) => kind !== "Model");
}

/** The texts of statements, what of them could not be read, and the names of the models: what all models can see. */
function textsOf(statements: readonly Statement[], { parsed, scope }: LoadedFile): string {
  const { text } = parsed.source;
  const own = statements.map(({ start, end }) => [
    text.slice(start, end),
    scope.run.torn.filter((line) => line.to >= start && line.from <= end),
  ]);
  return JSON.stringify([own, [...scope.models.keys()]]);
}

function gather(file: LoadedFile, run: Run, models: readonly Known[], source: Source): readonly Diagnostic[] {
  const moves = models.map((known, i) => moveOf(known, file.models[i], source));
  models.forEach(({ said, used, opened }, i) => {
    for (const diagnostic of said) run.report(movedDiagnostic(diagnostic, moves[i]));
    for (const place of used) run.used.add(movedPlace(place, moves[i]));
    for (const block of opened) run.opened.add(typeof block === "number" ? blockAt(block, file) : block);
  });
  checkUnreached(file, run);
  const broken = run.diagnostics.some(({ severity }) => severity === "error");
  const findings = models.flatMap((known, i) =>
    (broken ? known.broken : known.sound).map((diagnostic) => movedDiagnostic(diagnostic, moves[i])),
  );
  const judged = suppress([...findings, ...unusedNames(file, models, run)], run.diagnostics, run.files);
  return inOrder([...run.diagnostics, ...judged], source);
}

function moveOf({ statement: { start, end } }: Known, now: ModelStatement, { file }: Source): Move {
  return { file, start, end, by: now.start - start };
}

/** What is the same around the models stands where it stood. */
function blockAt(start: number, { parsed }: LoadedFile): BlockStatement {
  return parsed.tree.statements.find((one) => one.start === start) as BlockStatement;
}
