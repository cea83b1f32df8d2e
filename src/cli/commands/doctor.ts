/** `nnc doctor`: what this machine has, what is missing, and how to get it. */
import { type Command, type Invocation, jsonFlag } from "../command.ts";
import { isSet } from "../flags.ts";
import { printJson } from "../print-json.ts";
import { version } from "../version.ts";

/** A backend that training can run on. */
interface Backend {
  readonly name: string;
  readonly available: boolean;
  readonly version?: string;
  readonly note: string;
}

export const doctor: Command = {
  name: "doctor",
  operands: { synopsis: "", least: 0, most: 0 },
  doc: "Tells which Node, which backends and which versions there are, what is missing and how to get it.",
  flags: [jsonFlag],
  examples: ["nnc doctor"],
  run: async (invocation) => {
    const report = {
      nnc: version,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      backends: await findBackends(),
    };
    if (isSet(invocation, "json")) printJson(invocation.terminal, report);
    else printReport(invocation, report);
    return report.backends.some(({ available }) => available) ? 0 : 1;
  },
};

async function findBackends(): Promise<Backend[]> {
  const { engines } = await import("../../runtime/tfjs/engines.ts");
  const found: Backend[] = [];
  for (const engine of engines) found.push(await tryBackend(engine));
  return found;
}

async function tryBackend({
  name,
  note,
  howToGet,
  probe,
}: {
  name: string;
  note: string;
  howToGet: string;
  probe: () => Promise<string>;
}): Promise<Backend> {
  try {
    return { name, available: true, version: await probe(), note };
  } catch {
    return { name, available: false, note: howToGet };
  }
}

function printReport(
  { terminal }: Invocation,
  report: { nnc: string; node: string; platform: string; backends: readonly Backend[] },
): void {
  const { out, colors } = terminal;
  out(`nnc ${report.nnc} on Node ${report.node}, ${report.platform}\n`);
  for (const { name, available, version: found, note } of report.backends) {
    const mark = available ? colors.green("ready  ") : colors.yellow("missing");
    out(`${mark} ${name}${found === undefined ? "" : ` ${found}`}: ${note}\n`);
  }
}
