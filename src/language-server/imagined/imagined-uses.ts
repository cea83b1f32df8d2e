/**
 * How a block would be used that no model uses: with values of the rank that its layers take, whose sizes have names, and with
 * arguments that are named too. Library layers count with numbers, so the block is written out for several numbers, and the sizes are
 * read off their differences (`named-sizes.ts`). Nothing of it is reported.
 */
import type { Draft } from "../../checker/draft.ts";
import { type LoadedFile, loadFile } from "../../checker/load-files.ts";
import { createRun } from "../../checker/run.ts";
import type { BlockDeclaration } from "../../checker/scope.ts";
import { writeOutBlock } from "../../checker/write-out-block.ts";
import type { Compiled } from "../../compile.ts";
import { library } from "../../library/index.ts";
import type { Snapshot } from "../snapshot.ts";
import { givenFor } from "./given-for.ts";
import { type Guess, guessesFor, typesFor } from "./guesses.ts";

/** One way to use a block: its variables, and what was traced for each of several assignments of numbers to them. */
export interface Imagined {
  readonly variables: readonly string[];
  readonly tries: readonly Try[];
}

export interface Try {
  readonly numbers: readonly number[];
  readonly draft: Draft;
}

const known = new WeakMap<Compiled, Map<number, readonly Imagined[]>>();

/** The ways to use the block that starts at an offset, of which all are as likely: one where its text leaves no doubt. */
export function imaginedUses(
  snapshot: Snapshot,
  start: number,
  compiled: Compiled = snapshot.compiled(),
): readonly Imagined[] {
  const blocks = known.get(compiled) ?? new Map<number, readonly Imagined[]>();
  known.set(compiled, blocks);
  const uses = blocks.get(start) ?? imagine(snapshot, start);
  blocks.set(start, uses);
  return uses;
}

function imagine({ source, surroundings }: Snapshot, start: number): readonly Imagined[] {
  const file = loadFile(source, createRun(library), { read: surroundings.read, parse: surroundings.parse });
  const block = blockAt(file, start);
  if (block === undefined) return [];
  const tried = guessesFor(block).map((guess) => {
    const base = attempt(block, guess, (i) => step * (i + 2));
    return { guess, base, known: knownSteps(base.draft) };
  });
  const most = Math.max(...tried.map((one) => one.known));
  const best = tried.filter((one) => one.known === most);
  return best
    .filter(({ guess }, i) => best.findIndex((other) => other.guess.kind === guess.kind) === i)
    .map(({ guess, base }) => ({ variables: guess.variables, tries: [base, ...varied(block, guess)] }));
}

function blockAt({ scope }: LoadedFile, start: number): BlockDeclaration | undefined {
  return [...scope.blocks.values()].find((one) => one.statement.start === start && one.scope === scope);
}

/** Sizes that groups, heads and strides divide. */
const step = 12;

/** Each variable alone at another number, and all of them at once, which proves what the others tell. */
function varied(block: BlockDeclaration, guess: Guess): readonly Try[] {
  const alone = guess.variables.map((_, other) =>
    attempt(block, guess, (i) => step * (i + 2) * (i === other ? 2 : 1)),
  );
  return [...alone, attempt(block, guess, (i) => step * (i + 2) * 3)];
}

function attempt(block: BlockDeclaration, guess: Guess, numberOf: (variable: number) => number): Try {
  const numbers = guess.variables.map((_, i) => numberOf(i));
  const assigned = new Map(guess.variables.map((name, i) => [name, numbers[i]]));
  const given = givenFor(block, assigned);
  return { numbers, draft: writeOutBlock(block, typesFor(block, guess, assigned), given) };
}

function knownSteps({ steps }: Draft): number {
  return steps.filter(({ outputs }) => outputs.every((value) => value !== undefined)).length;
}
