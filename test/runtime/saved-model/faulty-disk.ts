/** Makes calls of `node:fs` fail in this process: as a disk that is full or broken does, or as a process that is killed sees no more of them. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

export interface Fault {
  /** The number of the call that fails, from 1. */
  readonly at: number;
  /** An error's code; `kill` ends all calls from there on, and `torn` does too, when half of the bytes at hand are written. */
  readonly how: string;
}

export interface Faulty<T> {
  readonly result: T;
  /** What was called, in order. */
  readonly calls: readonly string[];
}

/** Only what changes the disk counts, so that reading modules does not. */
const CHANGING = new Set([
  "appendFileSync",
  "closeSync",
  "fsyncSync",
  "ftruncateSync",
  "mkdirSync",
  "openSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "unlinkSync",
  "writeFileSync",
  "writeSync",
]);

type Call = (...given: unknown[]) => unknown;

/** Runs with this fault, or with none; the file system is whole again afterwards. */
export async function withFault<T>(fault: Fault | undefined, run: () => Promise<T>): Promise<Faulty<T>> {
  const table = fs as unknown as Record<string, Call>;
  const originals = new Map([...CHANGING].map((name) => [name, table[name]]));
  const calls: string[] = [];
  let within = false;
  for (const [name, original] of originals) {
    table[name] = (...given) => {
      if (within) return original(...given);
      calls.push(`${name} ${typeof given[0] === "string" ? given[0] : ""}`);
      if (fault !== undefined) failAt(fault, calls.length, () => tear(originals, name, given));
      // Node's own calls of one another are one call.
      within = true;
      try {
        return original(...given);
      } finally {
        within = false;
      }
    };
  }
  syncBuiltinESMExports();
  try {
    return { result: await run(), calls };
  } finally {
    for (const [name, original] of originals) table[name] = original;
    syncBuiltinESMExports();
  }
}

function failAt({ at, how }: Fault, call: number, tearWrite: () => void): void {
  const dead = how === "kill" || how === "torn";
  if (dead ? call < at : call !== at) return;
  if (how === "torn" && call === at) tearWrite();
  throw Object.assign(new Error(`${how} at call ${call}`), { code: dead ? "EKILLED" : how });
}

function tear(originals: ReadonlyMap<string, Call>, name: string, given: readonly unknown[]): void {
  if (name !== "writeSync" && name !== "writeFileSync" && name !== "appendFileSync") return;
  const [target, content, offset, , position] = given;
  const bytes = Buffer.from(content as string).subarray(name === "writeSync" ? Number(offset ?? 0) : 0);
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  if (name === "writeSync") originals.get(name)?.(target, half, 0, half.length, position);
  else originals.get(name)?.(target, half);
}
