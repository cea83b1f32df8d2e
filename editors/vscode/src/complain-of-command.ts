/** Says that an `nnc` is missing or does not run, with the way to the setting that names it. */
import { commands, window } from "vscode";

export async function complainOfCommand(message: string): Promise<void> {
  const chosen = await window.showErrorMessage(message, "Open the setting");
  if (chosen !== undefined) await commands.executeCommand("workbench.action.openSettings", "nnc.path");
}
