/**
 * How long an editor waits, ours beside a peer's in one run, and what an hour of editing costs in memory:
 * `npm run bench:language-server [-- typing,peer,asked,project,session]`.
 */
import { diagnosticsOf } from "../src/language-server/diagnostics.ts";
import { workspaceSymbols } from "../src/language-server/workspace-symbols.ts";
import { asking } from "./language-server/asking.ts";
import type { Contestant } from "./language-server/contestant.ts";
import { calculations, createLangium } from "./language-server/langium.ts";
import { longSession } from "./language-server/long-session.ts";
import { type LongText, longTexts, manyModels } from "./language-server/long-text.ts";
import { clock, header, measure, pausesOf, row, type Times } from "./language-server/measure.ts";
import { createOwn, openFolder } from "./language-server/own.ts";

const parts = { typing, peer, asked, project, session };
const chosen = process.argv[2]?.split(",") ?? Object.keys(parts);
for (const [name, run] of Object.entries(parts)) if (chosen.includes(name)) await run();

async function typing(): Promise<void> {
  for (const text of longTexts()) await compare(createOwn, text);
}

async function peer(): Promise<void> {
  try {
    await createLangium();
  } catch (error) {
    console.error(`\nTHE PEER IS ABSENT, nothing is compared: ${error}`);
    return;
  }
  await compare(createLangium, calculations(1000));
}

/** From each keystroke to its diagnostics, by the kind of edit, and for a completion right behind it. */
async function compare(
  create: () => Contestant | Promise<Contestant>,
  { name, text, edits }: LongText,
): Promise<void> {
  const lines = text.split("\n").length;
  console.log(
    `\n${(await create()).name}: ${name}, ${lines} lines, ${text.length} characters; ms until the diagnostics\n${header}`,
  );
  const completions: Times[] = [];
  const pauses = await pausesOf(async () => {
    for (const [kind, series] of Object.entries(edits)) {
      const { diagnostics, completion, found } = await measure(await create(), text, series);
      console.log(row(kind, diagnostics));
      if (kind === "a word" && found === 0) throw new Error("half a word was found to be right");
      completions.push(completion);
    }
  });
  // A slow kind of edit is replayed less often.
  const rounds = Math.min(...completions.map((times) => times.length));
  console.log(
    row(
      "completion",
      Array.from({ length: rounds }, (_, i) => completions.flatMap((times) => times[i])),
    ),
  );
  console.log(pauses);
}

/** Everything that an editor asks after each letter. */
async function asked(): Promise<void> {
  for (const text of longTexts()) {
    console.log(`\n${text.name}: ms of each answer after a letter\n${header}`);
    for (const [method, times] of await asking(text))
      console.log(row(method.replace(/^textDocument\//, ""), times));
  }
}

/** What a client asks of a folder that it opens: its symbols, the findings of the text that is open; and then of every file. */
async function project(): Promise<void> {
  const files = new Map(Array.from({ length: 200 }, (_, i) => [`models/m${i}.nn`, manyModels(30, `M${i}`)]));
  const session = openFolder(files);
  const programs = () => session.workspaces().flatMap((workspace) => workspace.programs());
  const opened = await clock(() => {
    workspaceSymbols(programs(), "M");
    diagnosticsOf(programs()[0]);
  });
  const all = await clock(() => programs().map((program) => diagnosticsOf(program)));
  console.log(`\na folder of 200 files, ${[...files.values()].join("").split("\n").length} lines; ms`);
  for (const [what, time] of Object.entries({ "open, with all symbols": opened, "checked, every file": all }))
    console.log(`${what.padEnd(24)}${time.own.toFixed(0).padStart(8)}${time.wall.toFixed(0).padStart(32)}`);
}

async function session(): Promise<void> {
  console.log("\n10,000 edits over standard input and output; MB of the server's memory");
  await longSession((edit, megabytes) =>
    console.log(`${String(edit).padEnd(24)}${megabytes.toFixed(0).padStart(8)}`),
  );
}
