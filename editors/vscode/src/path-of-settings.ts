/** The `nnc` that somebody has chosen in the settings; empty where the one that comes along is meant, and in folders that nobody trusts. */
import { workspace } from "vscode";

export function pathOfSettings(): string {
  return workspace.isTrusted ? workspace.getConfiguration("nnc").get<string>("path", "").trim() : "";
}
