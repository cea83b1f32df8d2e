/** The table that a command works on: the one of `--data`, else the one that the file's `data` block names. */
import { resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import type { Source } from "../../source.ts";
import type { Invocation } from "../command.ts";
import { textFlag } from "../flags.ts";
import { readNamedFile, readProjectFile } from "../read-source-file.ts";
import { UsageError } from "../usage-error.ts";

/** `from` is the `.nn` file that names its data; a saved model keeps the name as its file said it. */
export function readData(model: Model, from: string, invocation: Invocation): Source {
  const { cwd } = invocation.terminal;
  const named = textFlag(invocation, "data");
  if (named !== undefined) return readNamedFile(named, cwd);
  if (model.data === undefined)
    throw new UsageError(`\`${from}\` has no \`data\` block; say with --data CSV where the examples are`);
  const source = readProjectFile(model.data.file, from, cwd);
  if (source === undefined)
    throw new UsageError(
      `the data of ${model.name} should be in \`${model.data.file}\`, but I cannot read it at ${resolve(cwd, model.data.file)}; say with --data CSV where the examples are`,
    );
  return source;
}
