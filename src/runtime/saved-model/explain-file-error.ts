/** Says an error of the file system as one line that a person can act on. */
import { Problem } from "../../problem.ts";

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file or folder"],
  ["EACCES", "I am not allowed to"],
  ["EPERM", "I am not allowed to"],
  ["EROFS", "the disk is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the quota is used up"],
  ["EIO", "the disk reports an error"],
  ["ENOTDIR", "a part of the path is no folder"],
  ["EISDIR", "it is a folder"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "the name is too long"],
  ["ELOOP", "it is a symbolic link, and I follow none when I write"],
  ["ENXIO", "it is no plain file"],
  ["ENOTEMPTY", "another process writes there too"],
  ["EEXIST", "another process writes there too"],
]);

/** A Problem for what the system refused; anything else is our own fault and stays what it is. */
export function explainFileError(error: unknown, what: string): unknown {
  if (error instanceof Problem || !(error instanceof Error) || !("code" in error)) return error;
  const code = String(error.code);
  return new Problem(`${what}: ${REASONS.get(code) ?? "the system refused"} (${code}).`);
}
