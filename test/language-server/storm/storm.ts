/**
 * A storm over a language server: examples typed and deleted character by character, rubbish pasted, every request at any place,
 * many of them cancelled. Everything that it does follows from the seed.
 */
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type ProtocolConnection,
  ResponseError,
} from "vscode-languageserver-protocol/node";
import { folder } from "../open-text.ts";
import { anyPosition, anyRequest } from "./any-request.ts";
import { startClient } from "./client.ts";
import { type Change, mirrored, positionIn } from "./mirror.ts";
import { type Random, randomFrom } from "./random.ts";

export interface StormReport {
  readonly edits: number;
  readonly requests: number;
  readonly cancelled: number;
  /** Requests that were answered with "cancelled": the cancellation came in time. */
  readonly abandoned: number;
  /** Answers that are errors and should not be, as `method: message`. */
  readonly failures: readonly string[];
  /** Milliseconds from request to answer, in order of size. */
  readonly times: readonly number[];
  /** The texts at the end, and what the server reports of each. */
  readonly texts: { readonly [file: string]: string };
  readonly reported: { readonly [file: string]: readonly unknown[] };
}

export interface StormOptions {
  readonly seed: number;
  readonly steps: number;
  /** Programs that are typed. */
  readonly examples: readonly string[];
  readonly files: { readonly [file: string]: string };
  /** Told of each step. */
  readonly watch?: (step: number) => void;
}

const names = ["one.nn", "two.nn", "three.nn", "blocks.nn"];
const rubbish = [
  "",
  "}",
  "{{{{",
  "((((((",
  "]",
  '"',
  "/*",
  "*/",
  "// nn-allow NN302:",
  "\u0000",
  "\ud83e",
  "\uddf1",
  "🧱𝛼",
  "\r\n\r\n",
  "\r",
  "a -> b -> ",
  "model M { input x: [4] dense(",
  'import { x } from "./one.nn"\n',
  "1e999",
  "--------",
  "= = = )",
  "'",
  "\u202e",
];

export async function storm({ seed, steps, examples, files, watch }: StormOptions): Promise<StormReport> {
  const random = randomFrom(seed);
  const { connection, stop } = await startClient({ files });
  const texts = new Map<string, string>();
  const asked = createAsking(connection, random);
  let edits = 0;
  for (const name of names) open(name, files[name] ?? "", texts, connection);
  const typing = new Map(names.map((name) => [name, { text: random.one(examples), next: 0 }]));
  for (let step = 0; step < steps; step++) {
    const name = random.one(names);
    watch?.(step);
    if (random.chance(0.02)) disturb(name, texts, connection, random);
    if (random.chance(0.6)) {
      edits += 1;
      change(name, nextChanges(name, texts, typing, examples, random), texts, connection, step);
    } else asked.ask(anyRequest(uriOf(name), textOf(name, texts), names.map(uriOf), random));
    if (step % 16 === 15) await asked.settled();
  }
  await asked.settled();
  const reported = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => {
        const answer: { items: readonly unknown[] } = await connection.sendRequest(
          "textDocument/diagnostic",
          {
            textDocument: { uri: uriOf(name) },
          },
        );
        return [name, answer.items] as const;
      }),
    ),
  );
  await stop();
  return { edits, ...asked.report(), texts: Object.fromEntries(texts), reported };
}

function uriOf(name: string): string {
  return `${folder}/${name}`;
}

function textOf(name: string, texts: ReadonlyMap<string, string>): string {
  return texts.get(name) ?? "";
}

function open(name: string, text: string, texts: Map<string, string>, connection: ProtocolConnection): void {
  texts.set(name, text);
  const textDocument = { uri: uriOf(name), languageId: "nn", version: 1, text };
  void connection.sendNotification("textDocument/didOpen", { textDocument });
}

function change(
  name: string,
  contentChanges: readonly Change[],
  texts: Map<string, string>,
  connection: ProtocolConnection,
  version: number,
): void {
  texts.set(name, contentChanges.reduce(mirrored, textOf(name, texts)));
  const textDocument = { uri: uriOf(name), version };
  void connection.sendNotification("textDocument/didChange", { textDocument, contentChanges });
}

/** Typing goes on where it was; now and then something is deleted, replaced, or pasted anywhere. */
function nextChanges(
  name: string,
  texts: ReadonlyMap<string, string>,
  typing: Map<string, { text: string; next: number }>,
  examples: readonly string[],
  random: Random,
): readonly Change[] {
  const text = textOf(name, texts);
  const typed = typing.get(name) ?? { text: "", next: 0 };
  const end = positionIn(text, text.length);
  if (random.chance(0.7) && typed.next < typed.text.length) {
    const count = 1 + (random.chance(0.3) ? random.below(40) : 0);
    const put = typed.text.slice(typed.next, typed.next + count);
    typed.next += count;
    return [{ range: { start: end, end }, text: put }];
  }
  if (random.chance(0.5)) {
    const start = positionIn(text, Math.max(0, text.length - 1 - random.below(30)));
    return [{ range: { start, end }, text: "" }];
  }
  if (random.chance(0.1) || text.length > 40_000) {
    typing.set(name, { text: random.one(examples), next: 0 });
    return [{ text: random.chance(0.5) ? "" : random.one(examples) }];
  }
  const places = Array.from({ length: 1 + random.below(2) }, () => anyPosition(text, random));
  return places.map((start) => ({
    range: { start, end: random.chance(0.7) ? start : anyPosition(text, random) },
    text: random.one(rubbish),
  }));
}

/** What no careful client does: opens twice, changes what is not open, closes, speaks of files and folders that are not there. */
function disturb(
  name: string,
  texts: Map<string, string>,
  connection: ProtocolConnection,
  random: Random,
): void {
  const tell = (method: string, params: object) => void connection.sendNotification(method, params);
  const act = random.below(6);
  if (act === 0) open(name, textOf(name, texts), texts, connection);
  else if (act === 1) {
    tell("textDocument/didClose", { textDocument: { uri: uriOf(name) } });
    open(name, textOf(name, texts), texts, connection);
  } else if (act === 2)
    tell("textDocument/didChange", {
      textDocument: { uri: `${folder}/absent.nn`, version: 1 },
      contentChanges: [{ text: "model" }],
    });
  else if (act === 3)
    tell("workspace/didChangeWatchedFiles", {
      changes: [{ uri: random.one([uriOf(name), "file:///%"]), type: 2 }],
    });
  else if (act === 4)
    tell("workspace/didChangeConfiguration", {
      settings: { nnc: { codeLens: random.chance(0.5), inlayHints: 7 } },
    });
  else tell("textDocument/didSave", { textDocument: { uri: uriOf(name) } });
}

/** Errors that are answers: the request was cancelled, or cannot be done for a reason that is told. */
const answers: ReadonlySet<number> = new Set([-32800, -32803]);

function createAsking(connection: ProtocolConnection, random: Random) {
  const pending = new Set<Promise<void>>();
  const failures: string[] = [];
  const times: number[] = [];
  let [requests, cancelled, abandoned] = [0, 0, 0];
  const ask = ({ method, params }: { readonly method: string; readonly params: object }) => {
    requests += 1;
    const source = new CancellationTokenSource();
    const start = performance.now();
    const answered: Promise<void> = connection
      .sendRequest(method, params, source.token)
      .then(
        () => {
          times.push(performance.now() - start);
        },
        (error: unknown) => {
          const isAnswer = error instanceof ResponseError && answers.has(error.code);
          if (isAnswer && error.code === LSPErrorCodes.RequestCancelled) abandoned += 1;
          if (!isAnswer) failures.push(`${method}: ${String(error)} ${JSON.stringify(params)}`);
        },
      )
      .finally(() => pending.delete(answered));
    pending.add(answered);
    if (random.chance(0.3)) {
      cancelled += 1;
      source.cancel();
    }
  };
  return {
    ask,
    /** Throws where an answer does not come. */
    settled: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${pending.size} requests were not answered`)), 30_000);
      });
      await Promise.race([Promise.all(pending), late]).finally(() => clearTimeout(timer));
    },
    report: () => ({ requests, cancelled, abandoned, failures, times: times.toSorted((a, b) => a - b) }),
  };
}
