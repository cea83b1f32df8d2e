/** TensorFlow's own C library, through the optional package `@tensorflow/tfjs-node`, which a user installs beside nnc. */
import * as tf from "@tensorflow/tfjs-core";
import { RunProblem } from "../../run-problem.ts";
import type { Backend } from "./backend.ts";

/** A variable, so that neither the type checker nor a bundler insists on the package. */
const packageName = "@tensorflow/tfjs-node";

const otherEngine = "use --engine tfjs-wasm, which needs nothing more.";

export const node: Backend = {
  name: "tfjs-node",
  registered: "tensorflow",
  copies: false,
  note: "TensorFlow's C library: the fastest for convolutions and large layers",
  howToGet: `npm install ${packageName}@${tf.version_core} (optional; Node 22 or earlier)`,
  load: async () => {
    await refuseNewNode();
    // oneDNN's convolutions were found wrong for two different strides, and its sums come in another order on each machine.
    process.env.TF_ENABLE_ONEDNN_OPTS ??= "0";
    // Otherwise the C library reports the processor's features on stderr.
    process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
    const version = await importPackage();
    if (tf.findBackendFactory("tensorflow") === null)
      throw new RunProblem(
        `${packageName} is there, but it uses another copy of @tensorflow/tfjs-core than nnc. ` +
          `Install ${packageName}@${tf.version_core} in the same project, or ${otherEngine}`,
      );
    return version;
  },
};

async function refuseNewNode(): Promise<void> {
  const util = await import("node:util");
  if ("isNullOrUndefined" in util) return;
  throw new RunProblem(
    `${packageName} ${tf.version_core} calls functions that Node ${process.versions.node} no longer has. ` +
      `Use Node 22 or earlier, or ${otherEngine}`,
  );
}

async function importPackage(): Promise<string> {
  try {
    const { version } = (await import(packageName)) as { version: { readonly "tfjs-node": string } };
    return version["tfjs-node"];
  } catch (error) {
    const reason = String((error as Error).message ?? error).split("\n", 1)[0] ?? "";
    // `import` says package, `require` module; a file that is missing inside the package is another matter.
    const absent = /^Cannot find (package|module) '@tensorflow\/tfjs-node'/.test(reason);
    throw new RunProblem(
      absent
        ? `The engine tfjs-node needs the package ${packageName}, which is not installed. ` +
            `Run npm install ${packageName}@${tf.version_core}, or ${otherEngine}`
        : `The package ${packageName} is installed, but does not load: ${reason} ` +
            `Reinstall it (npm rebuild ${packageName} --build-from-source), or ${otherEngine}`,
    );
  }
}
