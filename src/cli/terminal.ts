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
  // A reader that goes away (`nnc list layers | head`) is no fault of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
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
