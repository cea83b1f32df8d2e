/**
 * The programs of one project folder: those that are open, as they are being typed, and all others as they are on disk. It reads
 * nothing itself; whoever makes it hands in how.
 */
import { type Parsed, parse } from "../parser/parse.ts";
import type { Source } from "../source.ts";
import { createRecheck, type Recheck } from "./recheck.ts";
import { createSnapshot, type Snapshot, type Surroundings } from "./snapshot.ts";
import { fileUri, uriPath } from "./uri.ts";

/** Reading of files, by their paths from the project folder (absolute ones for texts that lie elsewhere). */
export interface Disk {
  readonly read: (file: string) => string | undefined;
  /** The `.nn` files of the folder. */
  readonly programs: () => readonly string[];
  readonly columnsOf: (file: string) => readonly string[] | undefined;
  readonly filesIn: (folder: string) => readonly string[];
}

export interface Workspace extends Surroundings {
  /** Opens a text, or gives an open one its next version. */
  readonly set: (uri: string, version: number, text: string) => Snapshot;
  readonly close: (uri: string) => void;
  /** Forgets what was read of a file on disk, since it has changed there. */
  readonly forget: (uri: string) => void;
  /** An open text. */
  readonly get: (uri: string) => Snapshot | undefined;
  readonly opened: () => readonly Snapshot[];
  readonly fileOf: (uri: string) => string;
}

/** `folder` is the project's URI without a closing slash; undefined where texts lie anywhere. */
export function createWorkspace(folder: string | undefined, disk: Disk): Workspace {
  const open = new Map<string, Snapshot>();
  const onDisk = new Map<string, Snapshot | undefined>();
  const rechecks = new Map<string, Recheck>();
  const parsing = parseOnce((file) => open.has(file));
  let programs: readonly string[] | undefined;
  const fileOf = (uri: string) => pathFrom(folder, uri);
  const uriOf = (file: string) => open.get(file)?.uri ?? fileUri(folder, file);
  const snapshotOf = (file: string): Snapshot | undefined => {
    const known = open.get(file);
    if (known !== undefined || onDisk.has(file)) return known ?? onDisk.get(file);
    const text = disk.read(file);
    const snapshot =
      text === undefined ? undefined : createSnapshot(fileUri(folder, file), 0, { file, text }, surroundings);
    onDisk.set(file, snapshot);
    return snapshot;
  };
  const surroundings: Surroundings = {
    read: (file) => snapshotOf(file)?.source,
    parse: parsing.parse,
    recheck: (file) => {
      const known = rechecks.get(file) ?? createRecheck();
      rechecks.set(file, known);
      return known;
    },
    uriOf,
    snapshotOf,
    programs: () => {
      programs ??= disk.programs();
      return [...new Set([...open.keys(), ...programs])].flatMap((file) => snapshotOf(file) ?? []);
    },
    columnsOf: disk.columnsOf,
    filesIn: disk.filesIn,
  };
  return {
    ...surroundings,
    fileOf,
    set: (uri, version, text) => {
      const file = fileOf(uri);
      const snapshot = createSnapshot(uri, version, { file, text }, surroundings);
      open.set(file, snapshot);
      return snapshot;
    },
    close: (uri) => {
      open.delete(fileOf(uri));
      rechecks.delete(fileOf(uri));
      parsing.forget(fileOf(uri));
      onDisk.delete(fileOf(uri));
    },
    forget: (uri) => {
      onDisk.delete(fileOf(uri));
      programs = undefined;
    },
    get: (uri) => open.get(fileOf(uri)),
    opened: () => [...open.values()],
  };
}

/** The path from the project folder; the whole path where the text lies outside of it. */
function pathFrom(folder: string | undefined, uri: string): string {
  const [path, home] = [uriPath(uri), folder === undefined ? undefined : uriPath(folder)];
  return home !== undefined && path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path;
}

/** Each text once; an open one with what is known of its version before. */
function parseOnce(isOpen: (file: string) => boolean) {
  const parsed = new WeakMap<Source, Parsed>();
  const last = new Map<string, Parsed>();
  return {
    parse: (source: Source): Parsed => {
      const known = parsed.get(source);
      if (known !== undefined) return known;
      const fresh = parse(source, last.get(source.file));
      parsed.set(source, fresh);
      if (isOpen(source.file)) last.set(source.file, fresh);
      return fresh;
    },
    forget: (file: string) => last.delete(file),
  };
}
