/** `nnc lsp`: the language server for editors. */
import { type Command, jsonFlag } from "../command.ts";
import { isSet } from "../flags.ts";
import { UsageError } from "../usage-error.ts";

export const lsp: Command = {
  name: "lsp",
  operands: { synopsis: "", least: 0, most: 0 },
  doc: "Runs the language server, which editors start by themselves: it speaks the Language Server Protocol over standard input and output.",
  flags: [
    { name: "stdio", doc: "speak over standard input and output; there is no other way yet" },
    { name: "clientProcessId", value: "ID", doc: "end when this process has ended" },
    jsonFlag,
  ],
  examples: ["nnc lsp --stdio"],
  run: async (invocation) => {
    if (isSet(invocation, "json"))
      throw new UsageError("`nnc lsp` speaks a protocol of its own; leave --json out");
    (await import("../running/serve-editor.ts")).serveEditor();
    // The server ends the process itself, when the client says so or has gone.
    return await new Promise<never>(() => undefined);
  },
};
