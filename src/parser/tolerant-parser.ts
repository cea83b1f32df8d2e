/**
 * The ground on which the grammar stands: what is missing becomes a `Missing` node and a finding, so that no rule ever throws and
 * every rule returns its node.
 */
import type { TokenType } from "chevrotain";
import type { Message } from "../diagnostics/define-message.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import { shortened } from "../diagnostics/shortened.ts";
import { type Findings, find, replacing } from "./findings.ts";
import { KeepingParser } from "./keeping-parser.ts";
import type { Keep } from "./kept-statements.ts";
import { is, isOneOf, retype, type Token } from "./token.ts";
import { CloseBrace, From, formWords, In, Name, NumberToken, Reserved, StringToken } from "./tokens.ts";
import type { Missing } from "./tree.ts";

/** Words that are no names where statements stand. */
const keywords: readonly TokenType[] = [...formWords, In, From, Reserved];

export abstract class TolerantParser extends KeepingParser {
  private reportedAt = -1;
  private lastStrayCloser = -1;

  /** Makes the parser ready for a new text. */
  override begin(findings: Findings, tokens: readonly Token[], keep?: Keep): void {
    super.begin(findings, tokens, keep);
    this.reportedAt = -1;
    const isStray = (token: Token) => is(token, CloseBrace) && token.opener === undefined;
    this.lastStrayCloser = tokens.findLast(isStray)?.startOffset ?? -1;
  }

  protected sees(type: TokenType, distance = 1): boolean {
    return is(this.ahead(distance), type);
  }

  protected seesKeyword(distance = 1): boolean {
    return isOneOf(this.ahead(distance), keywords);
  }

  /** Whether the next token stands on the line of the last one. */
  protected onSameLine(): boolean {
    return this.ahead()?.line === this.ahead(0)?.line;
  }

  /** Where the next token begins; at the end of the file, where the last one ended. */
  protected start(): number {
    return this.ahead()?.startOffset ?? this.end();
  }

  /** Where the last token ended. */
  protected end(): number {
    return this.ahead(0)?.end ?? 0;
  }

  /** One finding for each place at most: what follows from it is not said. */
  protected complain<Holes>(message: Message<Holes>, holes: Holes, fix?: Fix, at = this.ahead()): void {
    const place = at?.startOffset ?? this.end();
    if (place === this.reportedAt) return;
    this.reportedAt = place;
    const [start, end] = at === undefined ? [this.end(), this.end()] : [at.startOffset, at.end];
    this.say(message, start, end, holes, fix);
  }

  /** A mistake whose meaning is plain: it is reported with its fix, and parsed as meant. */
  protected say<Holes>(message: Message<Holes>, start: number, end: number, holes: Holes, fix?: Fix): void {
    find(this.findings, message, start, end, holes, { fix });
  }

  protected replacing(title: string, start: number, end: number, text: string, safe = true): Fix {
    return replacing(this.findings, title, start, end, text, safe);
  }

  /** Something that has to stand here does not. */
  protected missing(what: string, rule: string): Missing {
    this.complainOfGap(messages.missingPart, { rule, found: this.foundInstead() });
    return this.nothing(what);
  }

  /** The place of something absent, which has been reported. */
  protected nothing(what: string): Missing {
    return { kind: "Missing", start: this.end(), end: this.end(), what };
  }

  /** Takes a token if it is there, and complains if it is not. */
  protected take(index: number, type: TokenType, expected: string, insertion?: string): Token | undefined {
    if (!this.parsing || this.sees(type)) return this.consume(index, type) as Token;
    const fix = insertion === undefined ? undefined : this.inserting(insertion);
    this.complainOfGap(messages.unexpectedText, { found: this.foundInstead(), expected }, fix);
    return undefined;
  }

  /** A fix that puts a sign behind the last token. */
  private inserting(sign: string): Fix {
    const end = this.end();
    const space = /\S/.test(this.findings.source.text.charAt(end)) ? " " : "";
    return this.replacing(`Insert \`${sign}\``, end, end, ` ${sign}${space}`, false);
  }

  /** A complaint about something absent points behind the last token if the next one stands on another line. */
  protected complainOfGap<Holes>(message: Message<Holes>, holes: Holes, fix?: Fix): void {
    const place = this.start();
    if (this.onSameLine() || this.ahead(0) === undefined) this.complain(message, holes, fix);
    else if (place !== this.reportedAt) {
      this.reportedAt = place;
      this.say(message, this.end(), this.end(), holes, fix);
    }
  }

  /** The next token in words, or the end of the line before it. */
  protected foundInstead(): string {
    const isLater = this.ahead() !== undefined && this.ahead(0) !== undefined && !this.onSameLine();
    return isLater ? "the end of the line" : this.found();
  }

  /** The next token in words. */
  protected found(token = this.ahead()): string {
    if (token === undefined) return "the end of the file";
    if (token.inserted) return "the end of the brackets";
    const text = shortened(token.image);
    if (isOneOf(token, keywords)) return `the word \`${text}\``;
    if (is(token, StringToken)) return `the text ${text}`;
    return is(token, NumberToken) ? `the number ${text}` : `\`${text}\``;
  }

  /** Passes over a token, and over all within it if it is a bracket. */
  protected skip(): void {
    const closer = this.ahead()?.closer;
    this.SKIP_TOKEN();
    while (closer !== undefined && this.ahead(0) !== closer && this.ahead() !== undefined) this.SKIP_TOKEN();
  }

  /** Whether a `}` follows whose `{` is missing. */
  protected strayCloserAhead(): boolean {
    return this.parsing && this.lastStrayCloser >= this.start();
  }

  /** Lets a word of the language stand as a name, and says that it cannot. */
  protected acceptReserved(token: Token): void {
    const suggestion = nameFor.get(token.image);
    find(this.findings, messages.reservedName, token.startOffset, token.end, {
      word: token.image,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
    retype(token, Name);
  }
}

const nameFor: ReadonlyMap<string, string> = new Map([
  ["input", "features"],
  ["data", "features"],
  ["target", "label"],
  ["output", "result"],
  ["model", "network"],
  ["block", "stage"],
  ["train", "training"],
  ["test", "held_out"],
  ["layer", "shared"],
  ["param", "parameter"],
  ["const", "constant"],
  ["repeat", "times"],
]);
