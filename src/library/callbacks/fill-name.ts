/** Numbers in file names, written as Python writes them: `{epoch}`, `{epoch:02d}`, `{val_loss:.2f}`. */

import type { Span } from "../../source.ts";
import type { EpochLog } from "../define-callback.ts";
import type { EntryProblem } from "../entry-problem.ts";
import { pythonNumber } from "./python-number.ts";

const PLACE = /\{([^{}]*)\}/g;
const FORM = /^([A-Za-z_]\w*)(?::(0?)(\d*)(?:(d)|\.(\d{1,2})f))?$/;

interface Numbers {
  /** From 1. */
  readonly epoch: number;
  readonly log: EpochLog;
}

/** The name with its numbers, or the first name that this run does not give. */
export function fillName(
  name: string,
  { epoch, log }: Numbers,
): { readonly name: string } | { readonly unknown: string } {
  let unknown: string | undefined;
  const filled = name.replace(PLACE, (place, inside: string) => {
    const [, key, zeros, width, , digits] = FORM.exec(inside) ?? [];
    const value = key === "epoch" ? epoch : Object.hasOwn(log, key ?? "") ? log[key] : undefined;
    if (value === undefined) unknown ??= key ?? inside;
    return value === undefined ? place : padded(written(value, digits, key === "epoch"), zeros, width);
  });
  return unknown === undefined ? { name: filled } : { unknown };
}

/** Forms of numbers that are not supported, for the text of a file. */
export function nameProblems(name: string, span: Span): readonly EntryProblem[] {
  const wrong = [...name.matchAll(PLACE)].filter(([, inside]) => !FORM.test(inside));
  return wrong.map(([place]) => ({
    problem: "rule",
    span,
    found: `the path holds ${place}, which names no number`,
    expected: "numbers as {epoch}, {epoch:02d}, {val_loss} or {val_loss:.2f}",
    help: "Write one of these, or a name without braces.",
  }));
}

/** The names of the log that a file name asks for; `{epoch}` is always there. */
export function namesIn(name: string): readonly string[] {
  const keys = [...name.matchAll(PLACE)].flatMap(([, inside]) => FORM.exec(inside)?.[1] ?? []);
  return [...new Set(keys)].filter((key) => key !== "epoch");
}

function written(value: number, digits: string | undefined, whole: boolean): string {
  if (digits === undefined) return whole ? String(value) : pythonNumber(value);
  return rounded(value, Number(digits));
}

/** A number in the very middle between two goes to the even one; `toFixed` goes up. */
function rounded(value: number, digits: number): string {
  const exact = value.toFixed(Math.min(digits + 60, 100));
  const middle = /^50*$/.test(exact.slice(exact.length - Math.min(60, 100 - digits)));
  const up = value.toFixed(digits);
  if (!middle || Number(up.at(-1)) % 2 === 0) return up;
  return (value - Math.sign(value) * 0.25 * 10 ** -digits).toFixed(digits);
}

function padded(text: string, zeros: string | undefined, width: string | undefined): string {
  return text.padStart(Math.min(Number(width ?? 0), 40), zeros === "0" ? "0" : " ");
}
