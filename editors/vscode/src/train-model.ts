/** Trains a model in a terminal, with the project's own `nnc` or that of the settings: what the line above a model does, and the command palette. */
import { ShellExecution, ShellQuoting, Task, TaskScope, tasks, Uri, window, workspace } from "vscode";

/** Without a file, that of the open editor; without a name, the model that `nnc train` chooses. */
export async function trainModel(uri?: string, model?: string): Promise<void> {
  const file = uri === undefined ? window.activeTextEditor?.document.uri : Uri.parse(uri);
  if (file?.scheme !== "file" || !file.fsPath.endsWith(".nn")) {
    await window.showErrorMessage("nnc trains a .nn file that lies on the disk: open one, and save it.");
    return;
  }
  // What is trained is what stands on the disk.
  await workspace.openTextDocument(file).then((document) => document.save());
  const path = workspace.getConfiguration("nnc").get<string>("path", "");
  const [command, before] = path === "" ? ["npx", ["--no-install", "nnc"]] : [path, []];
  const words = [...before, "train", file.fsPath, ...(model === undefined ? [] : ["--model", model])];
  const quoted = words.map((value) => ({ value, quoting: ShellQuoting.Strong }));
  const folder = workspace.getWorkspaceFolder(file);
  const execution = new ShellExecution({ value: command, quoting: ShellQuoting.Strong }, quoted);
  const name = model === undefined ? "train" : `train ${model}`;
  const task = new Task({ type: "nnc" }, folder ?? TaskScope.Workspace, name, "nnc", execution);
  await tasks.executeTask(task);
}
