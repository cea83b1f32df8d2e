/** Trains a model in a terminal, with the project's own `nnc` or that of the settings: what the line above a model does, and the command. */
import { dirname } from "node:path";
import {
  commands,
  ShellExecution,
  ShellQuoting,
  Task,
  TaskScope,
  tasks,
  Uri,
  window,
  workspace,
} from "vscode";
import { complainOfCommand } from "./complain-of-command.ts";
import { pathOfSettings } from "./path-of-settings.ts";
import { runs } from "./runs.ts";

/** Without a file, that of the open editor; without a name, the model that `nnc train` chooses. */
export async function trainModel(uri?: string | Uri, model?: unknown): Promise<void> {
  const file = typeof uri === "string" ? Uri.parse(uri) : (uri ?? window.activeTextEditor?.document.uri);
  if (file?.scheme !== "file" || !file.fsPath.endsWith(".nn")) {
    await window.showErrorMessage("nnc trains a .nn file that lies on the disk: open one, and save it.");
    return;
  }
  if (!workspace.isTrusted) return askForTrust();
  const folder = workspace.getWorkspaceFolder(file);
  const cwd = folder?.uri.fsPath ?? dirname(file.fsPath);
  const path = pathOfSettings();
  const [command, ...before] = path === "" ? ["npx", "--no-install", "nnc"] : [path];
  if (!(await runs(command, [...before, "--version"], cwd))) return complainOfCommand(sayMissing(path));
  // What is trained is what stands on the disk.
  await workspace.openTextDocument(file).then((document) => document.save());
  const name = typeof model === "string" ? model : undefined;
  const words = [...before, "train", file.fsPath, ...(name === undefined ? [] : ["--model", name])];
  const quoted = (value: string) => ({ value, quoting: ShellQuoting.Strong });
  const execution = new ShellExecution(quoted(command), words.map(quoted), { cwd });
  const title = name === undefined ? "train" : `train ${name}`;
  await tasks.executeTask(
    new Task({ type: "nnc" }, folder ?? TaskScope.Workspace, title, "nnc", execution, []),
  );
}

async function askForTrust(): Promise<void> {
  const manage = "Manage trust";
  const message = "Training runs the nnc of this folder, so it waits until you trust the folder.";
  if ((await window.showWarningMessage(message, manage)) === manage)
    await commands.executeCommand("workbench.trust.manage");
}

function sayMissing(path: string): string {
  return path === ""
    ? "To train, this project needs an nnc of its own, and Node: `npx nnc` finds none here. Install it in the project, or name its path in the setting nnc.path."
    : `The setting nnc.path says \`${path}\`, and that does not run.`;
}
