/** Characters that are no token: letters of other alphabets join the words they touch, the rest is reported. */
import { createTokenInstance, type ILexingError, type IToken } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { shortened } from "../diagnostics/shortened.ts";
import { type Findings, find, replacing } from "./findings.ts";
import { directional, invisible, looksLatin, shown, spelledPlainly } from "./look-alikes.ts";
import { Name, NumberToken } from "./tokens.ts";

const wordRun = /[\p{L}\p{M}\p{N}\p{Cc}\p{Cf}]+/gu;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export function foreignWords(
  findings: Findings,
  tokens: readonly IToken[],
  errors: readonly ILexingError[],
): IToken[] {
  const { text } = findings.source;
  const runs = errors.flatMap(({ offset, length }) =>
    wordRuns(findings, offset, text.slice(offset, offset + length)),
  );
  const result: IToken[] = [];
  let next = 0;
  for (let i = 0; i < runs.length; i += 1) {
    const run = runs[i]!;
    while (next < tokens.length && tokens[next]!.startOffset < run.start) result.push(tokens[next++]!);
    const before = result.at(-1);
    const joined = before?.tokenType === Name && endOf(before) === run.start ? before : undefined;
    let end = run.end;
    while (tokens[next]?.startOffset === end && isWord(tokens[next]!)) {
      end = endOf(tokens[next++]!);
      if (runs[i + 1]?.start === end) end = runs[++i]!.end;
    }
    if (joined !== undefined) result.pop();
    result.push(...joinedWord(findings, { start: joined?.startOffset ?? run.start, end }));
  }
  return [...result, ...tokens.slice(next)];
}

function isWord(token: IToken): boolean {
  return token.tokenType === Name || token.tokenType === NumberToken;
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** The parts of an unread stretch that can belong to words; the other characters are reported. */
function wordRuns(findings: Findings, offset: number, unread: string): Stretch[] {
  const runs: Stretch[] = [];
  let end = 0;
  for (const { 0: run, index } of unread.matchAll(wordRun)) {
    reportUnknown(findings, offset + end, unread.slice(end, index));
    end = index + run.length;
    runs.push({ start: offset + index, end: offset + end });
  }
  reportUnknown(findings, offset + end, unread.slice(end));
  return runs;
}

/** What to do about signs of other languages. */
const helpFor: ReadonlyMap<string, string> = new Map([
  ["\\", "Lines need no continuation sign: delete it."],
  ["@", "Delete it."],
  ["!", "Delete it."],
  [".", "A name has no parts: write `dense(64)` alone. A path stands in double quotes."],
]);

function reportUnknown(findings: Findings, start: number, unread: string): void {
  if (unread === "") return;
  const end = start + unread.length;
  const help = helpFor.get(unread);
  const text = Array.from(unread).slice(0, 4).map(shown).join(" ");
  find(findings, messages.unexpectedCharacter, start, end, { text, ...(help === undefined ? {} : { help }) });
}

/** One name made of what touches; none if nothing visible is left of it. */
function joinedWord(findings: Findings, { start, end }: Stretch): IToken[] {
  const raw = findings.source.text.slice(start, end);
  const visible = raw.replace(new RegExp(invisible, "gu"), "");
  if (visible !== raw) reportHidden(findings, start, raw, visible);
  const spelling = /^\w*$/.test(visible) ? visible : reportForeign(findings, start, end, visible);
  if (!/^[\p{L}_]/u.test(spelling)) return [];
  const token = createTokenInstance(Name, raw, start, end - 1, 0, 0, 0, 0);
  token.payload = spelling;
  return [token];
}

function reportHidden(findings: Findings, start: number, raw: string, visible: string): void {
  const index = raw.search(invisible);
  if (directional.test(raw[index]!)) return;
  const fix = replacing(findings, "Delete the invisible character", start, start + raw.length, visible);
  find(
    findings,
    messages.invisibleCharacter,
    start + index,
    start + index + 1,
    { codePoint: shown(raw[index]!), kind: "invisible" },
    { fix },
  );
}

/** The spelling under which the name goes on: the plain one if every letter only looks different. */
function reportForeign(findings: Findings, start: number, end: number, name: string): string {
  const plain = spelledPlainly(name);
  const letter = Array.from(name).find((character) => character > "\u007F") ?? name;
  const suggestion = plain === undefined ? undefined : shortened(plain);
  const holes = { name: shortened(name), letter: shown(letter), suggestion };
  const fix =
    plain === undefined
      ? undefined
      : replacing(findings, `Write \`${suggestion}\``, start, end, plain, looksLatin(name));
  find(findings, messages.foreignName, start, end, holes, { fix });
  return looksLatin(name) && plain !== undefined ? plain : name.normalize("NFC");
}
