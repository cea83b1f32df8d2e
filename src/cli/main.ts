/** Where the `nnc` command begins. */
import { runCommandLine } from "./run-command-line.ts";
import { processTerminal } from "./terminal.ts";

// No `await` here: the build turns this into CommonJS, which starts sooner.
runCommandLine(process.argv.slice(2), processTerminal()).then((exitCode) => {
  process.exitCode = exitCode;
});
