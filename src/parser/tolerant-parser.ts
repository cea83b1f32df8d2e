/**
 * The ground on which the grammar stands: chevrotain decides which way to go, and what is missing becomes a `Missing`
 * node and a finding, so that no rule ever throws and every rule returns its node. Chevrotain asks for a class.
 */
import { EmbeddedActionsParser, EOF, type ParserMethod, type TokenType } from "chevrotain";
import type { Message } from "../diagnostics/define-message.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import { shortened } from "../diagnostics/shortened.ts";
import { type Findings, find, newFindings, replacing } from "./findings.ts";
import { type Keep, movedStatement, type PlacedStatement, type ReadStatement } from "./kept-statements.ts";
import { is, isOneOf, retype, type Token } from "./token.ts";
import {
  CloseBrace,
  From,
  formWords,
  grammarTypes,
  In,
  Name,
  NumberToken,
  Reserved,
  StringToken,
} from "./tokens.ts";
import type { Missing, Statement } from "./tree.ts";

/** Words that are no names where statements stand. */
const keywords: readonly TokenType[] = [...formWords, In, From, Reserved];

export interface ParserOptions {
  /** Chevrotain's own proof of the grammar; it costs time, so only a test asks for it. */
  readonly validate?: boolean;
}

/** How many tokens chevrotain looks at to decide which way to go. */
const mostLookahead = 2;

export abstract class TolerantParser extends EmbeddedActionsParser {
  protected findings: Findings = newFindings({ file: "", text: "" });
  private reportedAt = -1;
  private lastStrayCloser = -1;
  private count = 0;
  private keep: Keep = () => undefined;
  /** The statements that were read where the parser is now. */
  private readHere: PlacedStatement[] = [];
  /** The tokens at which the parser has looked since the statement began in which it is now. */
  private seen = { first: 0, last: 0 };

  constructor(options: ParserOptions = {}) {
    super([...grammarTypes], {
      maxLookahead: mostLookahead,
      recoveryEnabled: false,
      skipValidations: options.validate !== true,
    });
  }

  /** Chevrotain's `RULE`, with the type of the node known to what builds it. */
  protected rule<Given extends unknown[], Node>(
    name: string,
    implementation: (...given: Given) => Node,
  ): ParserMethod<Given, Node> {
    return this.RULE(name, implementation);
  }

  /** Makes the parser ready for a new text. */
  begin(findings: Findings, tokens: readonly Token[], keep: Keep = () => undefined): void {
    this.findings = findings;
    this.keep = keep;
    this.count = tokens.length;
    this.readHere = [];
    this.seen = { first: 0, last: 0 };
    tokens.forEach((token, at) => {
      token.at = at;
      token.classified = token.tokenTypeIdx;
    });
    this.reportedAt = -1;
    const isStray = (token: Token) => is(token, CloseBrace) && token.opener === undefined;
    this.lastStrayCloser = tokens.findLast(isStray)?.startOffset ?? -1;
    this.input = [...tokens];
  }

  /** The token `distance` ahead, or `undefined` beyond the last. */
  protected ahead(distance = 1): Token | undefined {
    const token = this.LA(distance);
    if (token.tokenType === EOF) {
      if (distance > 0) this.seen.last = this.count;
      return undefined;
    }
    const { at } = token as Token;
    this.look(at, at);
    return token as Token;
  }

  /** The statements of the file that was parsed last, for the next version of its text. */
  read(): readonly PlacedStatement[] {
    return this.readHere;
  }

  /**
   * A statement: the one that stood here in the earlier version of the text, where it can be kept, or else what `parse` makes of
   * the tokens ahead, with a note of what it depends on.
   */
  protected statementBy(parse: () => Statement): Statement {
    const token = this.parsing ? this.ahead() : undefined;
    if (token === undefined) return parse();
    const kept = this.keep(token);
    if (kept !== undefined) return this.passKept(kept, token);
    const { at, startOffset: start } = token;
    const [outer, around, { attempts }] = [this.readHere, this.seen, this.findings];
    [this.readHere, this.seen] = [[], { first: at, last: at }];
    const statement = parse();
    const count = this.ahead(0)!.at + 1 - at;
    const { first, last } = this.seen;
    const inner = this.readHere.map((one) => ({ at: one.at - at, read: one.read }));
    const clean = this.findings.attempts === attempts && first === at;
    const reach = Math.max(last + 1 - at, count + mostLookahead);
    outer.push({ at, read: { statement, start, count, reach, clean, inner } });
    [this.readHere, this.seen] = [outer, around];
    this.look(first, last);
    return statement;
  }

  /** Passes at once over the statements ahead that can be kept, and adds them: chevrotain need not be asked which way to go. */
  protected passAllKept(statements: Statement[]): void {
    for (;;) {
      const token = this.parsing ? this.ahead() : undefined;
      const kept = token === undefined ? undefined : this.keep(token);
      if (token === undefined || kept === undefined) return;
      statements.push(this.passKept(kept, token));
    }
  }

  private passKept(read: ReadStatement, { at, startOffset }: Token): Statement {
    for (let i = 0; i < read.count; i += 1) this.SKIP_TOKEN();
    this.readHere.push({ at, read });
    this.look(at, at + read.reach - 1);
    return movedStatement(read.statement, startOffset - read.start);
  }

  private look(first: number, last: number): void {
    const { seen } = this;
    if (first < seen.first) seen.first = first;
    if (last > seen.last) seen.last = last;
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

  /** Whether the grammar is really being followed, and not recorded by chevrotain at set-up. */
  protected get parsing(): boolean {
    return !this.RECORDING_PHASE;
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
