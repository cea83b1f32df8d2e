/**
 * The diagnostics of a text while it is being typed: a model whose text and surroundings are what they were is not checked again, its
 * findings only move with it. They are the same as those of `compile`, which a test holds.
 */
import { checkAsserts } from "../checker/check-asserts.ts";
import { checkUnreached, unusedNames } from "../checker/check-leftovers.ts";
import { checkModel } from "../checker/check-model.ts";
import { type Judgement, judgeBothWays } from "../checker/judge.ts";
import { type LoadedFile, loadFile, type Reading } from "../checker/load-files.ts";
import { apart, createRun } from "../checker/run.ts";
import { suppress } from "../checker/suppress.ts";
import { type Compiled, inOrder } from "../compile.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { library } from "../library/index.ts";
import { detached } from "../parser/detached.ts";
import type { BlockStatement, ModelStatement, Statement } from "../parser/tree.ts";
import type { Source } from "../source.ts";
import { type Move, type Moves, movedDiagnostic, movedPlace } from "./moved.ts";
import {
  type Around,
  aroundIn,
  indexAt,
  isSameStatement,
  originsOf,
  type Place,
  stillValid,
  tornIn,
} from "./surrounding-statements.ts";

/** What is found in a text. */
export type Findings = Pick<Compiled, "diagnostics" | "certain">;

/** Checks the next version of a text, and remembers it. */
export type Recheck = (source: Source, reading: Reading) => Findings;

/** What was found out about a model as if it stood alone. Nothing of the rest of its text is kept but where it stood. */
export interface Known {
  readonly statement: ModelStatement;
  readonly origin: object | undefined;
  readonly text: string;
  /** The lines of it that could not be read. */
  readonly torn: string;
  /** Names that nothing declares, with whether a line that could not be read may do so. */
  readonly doubtful: ReadonlyMap<string, boolean>;
  /** Where the statements around the models stood. */
  readonly around: readonly Place[];
  /** Which of them it uses, by their number. */
  readonly needs: ReadonlySet<number>;
  /** What was said of the model itself, not of what stands around it. */
  readonly said: readonly Diagnostic[];
  readonly used: ReadonlySet<string>;
  /** Blocks that it writes out: of its own file by their number. */
  readonly opened: readonly (BlockStatement | number)[];
  readonly draft: { readonly exhausted: boolean };
  readonly judgement: Judgement;
}

export interface Memory {
  readonly around: Around;
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
    const around = aroundIn(file);
    const known = byText(memory === undefined ? [] : stillValid(memory, around, reads));
    const origins = originsOf(file.parsed);
    const models = file.models.map((statement) => {
      const origin = origins.get(statement);
      return recall(statement, origin, file, known) ?? checkAlone(statement, origin, file, around);
    });
    memory = { around, reads, models };
    return gather(file, around.statements, models, source);
  };
}

function byText(models: readonly Known[]): ReadonlyMap<string, readonly Known[]> {
  const groups = new Map<string, Known[]>();
  for (const known of models) groups.set(known.text, [...(groups.get(known.text) ?? []), known]);
  return groups;
}

function recall(
  statement: ModelStatement,
  origin: object | undefined,
  { scope, parsed }: LoadedFile,
  before: ReadonlyMap<string, readonly Known[]>,
): Known | undefined {
  const own = before.get(parsed.source.text.slice(statement.start, statement.end)) ?? [];
  const torn = tornIn(statement, scope.run, scope.file);
  return own.find(
    (known) =>
      known.torn === torn &&
      [...known.doubtful].every(([name, missing]) => scope.missing.has(name) === missing) &&
      isSameStatement(known, { statement, origin }),
  );
}

/** Apart from the other models, so that nothing is left out because another said it first. */
function checkAlone(
  statement: ModelStatement,
  origin: object | undefined,
  { scope, parsed }: LoadedFile,
  around: Around,
): Known {
  const { run } = scope;
  const { file, text } = parsed.source;
  const { result, diagnostics, used, opened, doubtful } = apart(run, () => {
    const checked = checkModel(statement, scope, {});
    checkAsserts(checked);
    return { judgement: judgeBothWays(checked, run), draft: { exhausted: checked.draft.exhausted } };
  });
  const numberOf = (block: BlockStatement) => around.statements.indexOf(block);
  return {
    statement,
    origin,
    text: detached(text.slice(statement.start, statement.end)),
    torn: tornIn(statement, run, file),
    doubtful,
    around: around.statements.map(({ start, end }) => ({ start, end })),
    needs: new Set([...used].flatMap((place) => indexAt(place, file, around.statements) ?? [])),
    said: diagnostics,
    used,
    opened: [...opened].map((block) => (numberOf(block) === -1 ? block : numberOf(block))),
    ...result,
  };
}

function gather(
  file: LoadedFile,
  around: readonly Statement[],
  models: readonly Known[],
  source: Source,
): Findings {
  const { run } = file.scope;
  const moves = models.map((known, i) => movesOf(known, file.models[i], around, source));
  models.forEach(({ said, used, opened }, i) => {
    for (const diagnostic of said) run.report(movedDiagnostic(diagnostic, moves[i]));
    for (const place of used) run.used.add(movedPlace(place, moves[i]));
    for (const block of opened)
      run.opened.add(typeof block === "number" ? (around[block] as BlockStatement) : block);
  });
  checkUnreached(file, run);
  const way = run.diagnostics.some(({ severity }) => severity === "error") ? "broken" : "sound";
  const findings = models.flatMap(({ judgement }, i) =>
    judgement[way].map((diagnostic) => movedDiagnostic(diagnostic, moves[i])),
  );
  const judged = suppress([...findings, ...unusedNames(file, models, run)], run.diagnostics, run.files);
  return { diagnostics: inOrder([...run.diagnostics, ...judged], source), certain: run.diagnostics };
}

/** How a model and the statements around it have moved since it was checked. */
function movesOf(
  { statement, around }: Known,
  now: ModelStatement,
  aroundNow: readonly Statement[],
  { file }: Source,
): Moves {
  const moves: Move[] = [];
  const add = ({ start, end }: Place, to: Place) => {
    if (to.start !== start) moves.push({ start, end, by: to.start - start });
  };
  add(statement, now);
  around.forEach((place, i) => {
    add(place, aroundNow[i]);
  });
  return { file, moves };
}
