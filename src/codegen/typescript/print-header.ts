/** The first lines of a module: what it is, and where it comes from. */
import type { Model } from "../../checker/model.ts";
import { type Code, code, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";

/** Where a module comes from, for its first lines. */
export interface FileOrigin {
  readonly file: string;
  /** The flags that a later run needs to write the same, as they were given. */
  readonly flags?: readonly string[];
  /** A hash of the source. */
  readonly hash: string;
  readonly version: string;
  readonly engine: string;
}

export function printHeader(
  { name, doc }: Model,
  { file, flags = [], hash, version, engine }: FileOrigin,
): Code {
  const place = file.split(/[\\/]/).at(-1) ?? file;
  const command = ["nnc build", place, ...flags].join(" ");
  const lines = [
    ...(doc === undefined ? [] : [doc, ""]),
    `${name}, generated from ${place} by nnc ${version}; \`${command}\` writes it anew.`,
    `Source: sha256 ${hash}. Needs @tensorflow/tfjs-core and one of its backends; on ${engine} it computes what nnc computes there, bit for bit.`,
  ];
  return joinCode([docComment(lines.join("\n")), code`import * as tf from "@tensorflow/tfjs-core";`]);
}
