/**
 * What lasts from request to request, whatever carries them: the open texts by project folder, and the settings. Features
 * do not see it; they get a snapshot.
 */
import { applyChanges, type TextChange } from "./apply-changes.ts";
import { readSettings, type Settings, standardSettings } from "./settings.ts";
import type { Snapshot } from "./snapshot.ts";
import { uriPath } from "./uri.ts";
import { createWorkspace, type Disk, type Workspace } from "./workspace.ts";

/** What the client can do, as far as it changes what features give. */
export interface ClientAbilities {
  /** Placeholders in what completion puts in. */
  readonly snippets: boolean;
}

export interface Session {
  readonly explanations?: string;
  readonly settings: () => Settings;
  readonly configure: (sent: unknown) => void;
  readonly client: () => ClientAbilities;
  readonly meet: (client: ClientAbilities) => void;
  readonly addFolder: (uri: string) => void;
  readonly removeFolder: (uri: string) => void;
  readonly open: (uri: string, version: number, text: string) => void;
  /** Nothing happens where the text is not open: a client's mistake must not become ours. */
  readonly change: (uri: string, version: number, changes: readonly TextChange[]) => void;
  readonly close: (uri: string) => void;
  /** Files that have changed on disk. */
  readonly forget: (uris: readonly string[]) => void;
  readonly snapshot: (uri: string) => Snapshot | undefined;
  readonly opened: () => readonly Snapshot[];
  readonly workspaces: () => readonly Workspace[];
  /** Something small that a feature remembers of a text from one request to the next. */
  readonly memory: Map<string, unknown>;
}

/** What a session needs of the world. */
export interface Host {
  /** The files of a project folder; without a folder those are meant that lie in none. */
  readonly diskOf: (folder: string | undefined) => Disk;
  /** The URI of the page that explains the codes of diagnostics. */
  readonly explanations?: string;
}

export function createSession({ diskOf, explanations }: Host): Session {
  let settings = standardSettings;
  const folders = new Map<string, Workspace>();
  const nowhere = createWorkspace(undefined, diskOf(undefined));
  const workspaceOf = (uri: string) => nearest(folders, uri) ?? nowhere;
  const workspaces = () => [...folders.values(), nowhere];
  /** Every open text into the workspace of the innermost folder around it. */
  const settle = () => {
    for (const workspace of workspaces())
      for (const { uri, version, source } of workspace.opened()) {
        const home = workspaceOf(uri);
        if (home === workspace) continue;
        workspace.close(uri);
        home.set(uri, version, source.text);
      }
  };
  let client: ClientAbilities = { snippets: false };
  const memory = new Map<string, unknown>();
  return {
    ...(explanations === undefined ? {} : { explanations }),
    settings: () => settings,
    configure: (sent) => {
      settings = readSettings(sent);
    },
    client: () => client,
    meet: (met) => {
      client = met;
    },
    addFolder: (uri) => {
      const folder = uri.replace(/\/+$/, "");
      if (folders.has(folder)) return;
      folders.set(folder, createWorkspace(folder, diskOf(folder)));
      settle();
    },
    removeFolder: (uri) => {
      const folder = uri.replace(/\/+$/, "");
      const left = folders.get(folder)?.opened() ?? [];
      folders.delete(folder);
      for (const { uri: text, version, source } of left) workspaceOf(text).set(text, version, source.text);
    },
    open: (uri, version, text) => {
      workspaceOf(uri).set(uri, version, text);
    },
    change: (uri, version, changes) => {
      const workspace = workspaceOf(uri);
      const before = workspace.get(uri);
      if (before !== undefined) workspace.set(uri, version, applyChanges(before.source.text, changes));
    },
    close: (uri) => {
      memory.delete(uri);
      workspaceOf(uri).close(uri);
    },
    forget: (uris) => {
      for (const uri of uris) workspaceOf(uri).forget(uri);
    },
    snapshot: (uri) => {
      const workspace = workspaceOf(uri);
      return workspace.get(uri) ?? workspace.snapshotOf(workspace.fileOf(uri));
    },
    opened: () => workspaces().flatMap((workspace) => workspace.opened()),
    workspaces,
    memory,
  };
}

/** The workspace of the innermost folder around a text. */
function nearest(folders: ReadonlyMap<string, Workspace>, uri: string): Workspace | undefined {
  const path = uriPath(uri);
  const around = [...folders].filter(([folder]) => path.startsWith(`${uriPath(folder)}/`));
  return around.toSorted(([a], [b]) => b.length - a.length)[0]?.[1];
}
