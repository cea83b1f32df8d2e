/** Whether a command runs here, asked before it is needed: what the editor, npm or a shell say of a missing one names no way out. */
import { execFile } from "node:child_process";

export function runs(command: string, words: readonly string[], cwd?: string): Promise<boolean> {
  // On Windows these commands are scripts, which only a shell starts.
  const options = { cwd, shell: process.platform === "win32" };
  return new Promise((resolve) => execFile(command, words, options, (error) => resolve(error === null)));
}
