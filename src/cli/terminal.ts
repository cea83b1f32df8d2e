/** The world as a command sees it. Tests hand in their own; `process` is known here alone. */
import picocolors from "picocolors";

export type Colors = ReturnType<typeof picocolors.createColors>;

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly colors: Colors;
  /** Whether a person watches standard error: progress bars are drawn only then. */
  readonly interactive: boolean;
  readonly columns: number;
  readonly cwd: string;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
  /** Calls back at Ctrl-C or a polite request to end; returns the function that stops listening. */
  readonly onInterrupt: (handler: () => void) => () => void;
}

/** The real terminal. */
export function processTerminal(): Terminal {
  return {
    out: writerTo(process.stdout, "standard output"),
    err: writerTo(process.stderr, "standard error"),
    colors: picocolors.createColors(
      picocolors.isColorSupported && process.stderr.isTTY === true && process.stdout.isTTY === true,
    ),
    interactive: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 80,
    cwd: process.cwd(),
    readInput: readStandardInput,
    onInterrupt: listenForInterrupt,
  };
}

/**
 * A reader that goes away (`nnc train m.nn | head -1`) is no fault of ours: the work goes on to its end and its exit code, with nobody
 * to tell. Where a text is lost for another reason, a full disk, the command did not do all that it was asked to.
 */
function writerTo(stream: NodeJS.WriteStream, name: string): (text: string) => void {
  let lost = false;
  stream.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (lost) return;
    lost = true;
    if (code === "EPIPE") return;
    if (stream !== process.stderr) process.stderr.write(`nnc: I could not write to ${name} (${code})\n`);
    process.once("exit", () => {
      process.exitCode ||= 1;
    });
  });
  return (text) => {
    if (!lost) stream.write(text);
  };
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function listenForInterrupt(handler: () => void): () => void {
  process.on("SIGINT", handler);
  process.on("SIGTERM", handler);
  return () => {
    process.off("SIGINT", handler);
    process.off("SIGTERM", handler);
  };
}
