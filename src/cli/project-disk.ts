/** The files of a project folder as the language server reads them: never outside of the folder, and nothing where a file cannot be read. */
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Disk } from "../language-server/workspace.ts";
import { createFaultList } from "../runtime/data/fault-list.ts";
import { normalizeTable, readCsv } from "../runtime/data/read-csv.ts";
import { guardedPath, readProjectFile } from "./read-source-file.ts";

const mostFiles = 5000;
const deepestFolder = 12;
/** A header that is longer than this is none. */
const headerBytes = 64 * 1024;

/** `folder` is a URI; undefined for texts that lie in no folder, whose paths are absolute. */
export function projectDisk(folder: string | undefined): Disk {
  const root = folder?.startsWith("file:") ? fileURLToPath(folder) : undefined;
  if (folder !== undefined && root === undefined) return emptyDisk;
  const from = root ?? "/";
  const quietly = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch {
      return undefined;
    }
  };
  return {
    read: (file) => quietly(() => readProjectFile(file, file, from)?.text),
    programs: () => (root === undefined ? [] : programsBelow(root)),
    columnsOf: (file) => quietly(() => headerOf(guardedPath(file, file, from))),
    filesIn: (path) => quietly(() => namesIn(guardedPath(path, path, from))) ?? [],
  };
}

const emptyDisk: Disk = {
  read: () => undefined,
  programs: () => [],
  columnsOf: () => undefined,
  filesIn: () => [],
};

/** Paths from the folder; what is hidden or installed is no part of the project. */
function programsBelow(root: string, path = "", depth = 0): readonly string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
    const file = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.name.startsWith(".") || entry.name === "node_modules" || found.length >= mostFiles) continue;
    if (entry.isDirectory() && depth < deepestFolder) found.push(...quietBelow(root, file, depth + 1));
    else if (entry.isFile() && entry.name.endsWith(".nn")) found.push(file);
  }
  return found.slice(0, mostFiles);
}

/** A folder that we may not read holds nothing for us. */
function quietBelow(root: string, path: string, depth: number): readonly string[] {
  try {
    return programsBelow(root, path, depth);
  } catch {
    return [];
  }
}

function namesIn(path: string): readonly string[] {
  return readdirSync(resolve(path), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
}

function headerOf(path: string): readonly string[] | undefined {
  const buffer = Buffer.alloc(headerBytes);
  const file = openSync(path, "r");
  let text: string;
  try {
    text = buffer.toString("utf8", 0, readSync(file, buffer, 0, headerBytes, 0));
  } finally {
    closeSync(file);
  }
  let columns: readonly string[] | undefined;
  readCsv(normalizeTable({ file: path, text }), createFaultList(), {
    header: (names) => {
      columns = names;
      return false;
    },
    row: () => undefined,
  });
  return columns;
}
