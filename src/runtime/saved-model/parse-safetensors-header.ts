/**
 * Parses the header of a safetensors file by its own small grammar instead of as any JSON: nothing can nest, no name can stand
 * twice, and no key reaches a prototype.
 */

import { showName } from "./show-name.ts";

/** A tensor as its header describes it; nothing is checked yet beyond the form. */
export interface HeaderEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** The entries in their order, `__metadata__` left out. Calls `fail` (which throws) at the first sign out of place. */
export function parseSafetensorsHeader(text: string, fail: (why: string) => never): readonly HeaderEntry[] {
  const reader = createReader(text, fail);
  const entries: HeaderEntry[] = [];
  readObject(reader, (name) => {
    if (name === "__metadata__") readObject(reader, () => readText(reader));
    else entries.push({ name, ...readTensor(reader, name) });
  });
  reader.skip();
  if (reader.at() !== text.length) fail(`its header goes on after its end at ${reader.at()}`);
  return entries;
}

interface Reader {
  readonly at: () => number;
  readonly skip: () => void;
  /** The text of the pattern here, or failure. */
  readonly take: (pattern: RegExp, expected: string) => string;
  /** Whether this sign stands here; passes over it. */
  readonly accept: (sign: string) => boolean;
  readonly fail: (why: string) => never;
}

const TEXT = /"(?:[^"\\]|\\.)*"/sy;
const NUMBER = /(?:0|[1-9][0-9]{0,15})(?![0-9.eE])/y;

function createReader(text: string, fail: (why: string) => never): Reader {
  let at = 0;
  const skip = () => {
    while (" \n\r\t".includes(text[at] ?? "x")) at += 1;
  };
  const accept = (sign: string) => {
    skip();
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const take = (pattern: RegExp, expected: string) => {
    skip();
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? fail(`its header has no ${expected} at ${at}`);
    at += found.length;
    return found;
  };
  return { at: () => at, skip, take, accept, fail };
}

function readText({ take, fail }: Reader): string {
  const text = unquote(take(TEXT, "text"));
  return text === undefined || /\p{Surrogate}/u.test(text) ? fail("its header holds a broken text") : text;
}

function unquote(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

function readObject(reader: Reader, readValue: (key: string) => void): void {
  const seen = new Set<string>();
  expect(reader, "{");
  if (reader.accept("}")) return;
  do {
    const key = readText(reader);
    if (seen.has(key)) reader.fail(`its header names ${showName(key)} twice`);
    seen.add(key);
    expect(reader, ":");
    readValue(key);
  } while (reader.accept(","));
  expect(reader, "}");
}

function readTensor(reader: Reader, name: string): Omit<HeaderEntry, "name"> {
  let dtype: string | undefined;
  let shape: readonly number[] | undefined;
  let offsets: readonly number[] | undefined;
  readObject(reader, (key) => {
    if (key === "dtype") dtype = readText(reader);
    else if (key === "shape") shape = readNumbers(reader);
    else if (key === "data_offsets") offsets = readNumbers(reader);
    else reader.fail(`${showName(name)} has a field ${showName(key)}`);
  });
  if (dtype === undefined || shape === undefined || offsets?.length !== 2) {
    return reader.fail(`${showName(name)} needs a dtype, a shape and two data_offsets`);
  }
  return { dtype, shape, begin: offsets[0], end: offsets[1] };
}

function readNumbers(reader: Reader): readonly number[] {
  const numbers: number[] = [];
  expect(reader, "[");
  if (reader.accept("]")) return numbers;
  do numbers.push(Number(reader.take(NUMBER, "whole number")));
  while (reader.accept(","));
  expect(reader, "]");
  return numbers;
}

function expect(reader: Reader, sign: string): void {
  if (!reader.accept(sign)) reader.fail(`its header has no ${sign} at ${reader.at()}`);
}
