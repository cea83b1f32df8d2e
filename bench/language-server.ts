/**
 * How long an editor waits, in process: from a keystroke to its diagnostics, and for a completion right behind the keystroke, in a text of
 * a thousand lines; and until a project of two hundred files is known. `npm run bench:language-server`.
 */
import { completion } from "../src/language-server/completion.ts";
import { diagnosticsOf } from "../src/language-server/diagnostics.ts";
import { createSession, type Session } from "../src/language-server/session.ts";
import type { Disk } from "../src/language-server/workspace.ts";
import { workspaceSymbols } from "../src/language-server/workspace-symbols.ts";

const folder = "file:///bench";
const uri = `${folder}/model.nn`;
const keystrokes = 300;
const emptyDisk: Disk = {
  read: () => undefined,
  programs: () => [],
  columnsOf: () => undefined,
  filesIn: () => [],
};

/** Many models of the usual size, and one model alone: the best and the worst that a thousand lines can be. */
const texts = { "60 models": manyModels(1000), "one model": oneModel(1000) };

for (const [name, text] of Object.entries(texts)) {
  const lines = text.split("\n").length;
  console.log(`\n${name}, ${lines} lines, ${text.length} characters`);
  report(
    "keystroke → diagnostics",
    typing(text, (session) => diagnosticsOf(session.snapshot(uri)!)),
  );
  report(
    "keystroke → completion",
    typing(text, (session, offset) => completion(session.snapshot(uri)!, offset, { snippets: true })),
  );
  report(
    "completion alone",
    typing(text, (session, offset) => completion(session.snapshot(uri)!, offset, { snippets: true }), true),
  );
}
const project = openProject(200);
console.log("\na project of 200 files");
report("opened → symbols of all", [project.symbols]);
report("opened → diagnostics of all", [project.diagnostics]);

/** A word typed letter by letter in the middle of the text, deleted again, and typed anew. */
function typing(text: string, answer: (session: Session, offset: number) => unknown, warm = false): Time[] {
  const session = createSession({ diskOf: () => emptyDisk });
  session.addFolder(folder);
  session.open(uri, 1, text);
  const offset = text.indexOf("\n  dense", text.length / 2) + 1;
  const times: Time[] = [];
  const word = "  dropout(0.1)\n";
  for (let i = 0; i < keystrokes; i++) {
    const typed = word.slice(0, i % (word.length + 1));
    const next = text.slice(0, offset) + typed + text.slice(offset);
    session.change(uri, i + 2, [{ text: next }]);
    if (warm) session.snapshot(uri)!.compiled();
    times.push(clock(() => answer(session, offset + typed.length)));
  }
  return times.slice(20);
}

/** Wall time and the time of the processor, which says more where the machine has other work. */
interface Time {
  readonly wall: number;
  readonly processor: number;
}

function clock(work: () => unknown): Time {
  const [start, used] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, processor: (user + system) / 1000 };
}

/** What a client asks of a folder that it opens: its symbols, and after that everything that can be said of every file. */
function openProject(count: number): { readonly symbols: Time; readonly diagnostics: Time } {
  const files = new Map(
    Array.from({ length: count }, (_, i) => [`models/m${i}.nn`, manyModels(60, `M${i}`)]),
  );
  const session = createSession({
    diskOf: () => ({ ...emptyDisk, read: (file) => files.get(file), programs: () => [...files.keys()] }),
  });
  session.addFolder(folder);
  const programs = () => session.workspaces().flatMap((workspace) => workspace.programs());
  const symbols = clock(() => workspaceSymbols(programs(), "M"));
  const diagnostics = clock(() => programs().map((snapshot) => diagnosticsOf(snapshot)));
  return { symbols, diagnostics };
}

function report(what: string, times: readonly Time[]): void {
  for (const kind of ["wall", "processor"] as const) {
    const sorted = times.map((time) => time[kind]).toSorted((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1).padStart(7);
    const numbers =
      times.length === 1
        ? `${at(0)} ms`
        : `least ${at(0)}  median ${at(0.5)}  p95 ${at(0.95)}  most ${at(1)} ms`;
    console.log(`${(kind === "wall" ? what : "").padEnd(36)} ${kind.padEnd(9)} ${numbers}`);
  }
}

function manyModels(lines: number, prefix = "M"): string {
  const text: string[] = [];
  for (let i = 0; text.length < lines; i++)
    text.push(
      `model ${prefix}_${i} {`,
      "  input image: [28, 28, 1]",
      "  target digit: class(10)",
      "  trunk = image -> conv2d(32, 3, activation=relu) -> max_pooling2d -> conv2d(64, 3, activation=relu) -> max_pooling2d",
      "  trunk",
      "  flatten",
      "  dropout(0.5)",
      "  dense(64, activation=relu)",
      "  dense(10, activation=softmax)",
      "",
      "  compile {",
      "    optimizer adam(learning_rate=1e-3)",
      "    loss sparse_categorical_crossentropy",
      "    metrics accuracy",
      "  }",
      "  train { epochs 10; batch_size 64; validation_split 0.1; seed 7; callbacks early_stopping(patience=3) }",
      "}",
      "",
    );
  return text.join("\n");
}

function oneModel(lines: number): string {
  const body = Array.from({ length: lines - 6 }, (_, i) => (i % 2 === 0 ? "  dense(8)" : "  relu"));
  return ["model M {", "  input x: [8]", ...body, "  compile { optimizer adam; loss mse }", "}", ""].join(
    "\n",
  );
}
