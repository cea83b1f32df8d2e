/** Reading of flags by kind; a value that does not fit is a UsageError that says what was expected. */
import type { Invocation } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** The flag's text, or undefined when it was not given. */
export function textFlag({ flags }: Invocation, name: string): string | undefined {
  return flags.get(name)?.[0];
}

export function isSet({ flags }: Invocation, name: string): boolean {
  return flags.has(name);
}

/** A whole number of at least `least`. */
export function wholeNumberFlag(invocation: Invocation, name: string, least: number): number | undefined {
  const text = textFlag(invocation, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageError(`--${name} takes a whole number of at least ${least}; I found \`${text}\``);
}

/** A number between two bounds, the upper one excluded. */
export function fractionFlag(invocation: Invocation, name: string): number | undefined {
  const text = textFlag(invocation, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number < 1) return number;
  throw new UsageError(`--${name} takes a number from 0 up to, but not including, 1; I found \`${text}\``);
}

/** One of some words. */
export function wordFlag<Word extends string>(
  invocation: Invocation,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textFlag(invocation, name);
  const word = words.find((each) => each === text);
  if (text === undefined || word !== undefined) return word;
  throw new UsageError(`--${name} takes one of ${words.join(", ")}; I found \`${text}\``);
}

/** `--set depth=5 --set act=relu` as a map. */
export function assignmentsFlag({ flags }: Invocation, name: string): ReadonlyMap<string, string> {
  const assignments = new Map<string, string>();
  for (const text of flags.get(name) ?? []) {
    const at = text.indexOf("=");
    if (at < 1) throw new UsageError(`--${name} takes name=value; I found \`${text}\``);
    const key = text.slice(0, at).trim();
    if (assignments.has(key)) throw new UsageError(`--${name} gives \`${key}\` twice; give it once`);
    assignments.set(key, text.slice(at + 1).trim());
  }
  return assignments;
}
