/**
 * Follows the grammar with chevrotain, which decides which way to go and asks for a class; statements that an earlier version of the
 * text had are passed over.
 */
import { EmbeddedActionsParser, EOF, type ParserMethod } from "chevrotain";
import { type Findings, newFindings } from "./findings.ts";
import { type Keep, movedStatement, type PlacedStatement, type ReadStatement } from "./kept-statements.ts";
import type { Token } from "./token.ts";
import { grammarTypes } from "./tokens.ts";
import type { Statement } from "./tree.ts";

export interface ParserOptions {
  /** Chevrotain's own proof of the grammar; it costs time, so only a test asks for it. */
  readonly validate?: boolean;
}

/** How many tokens chevrotain looks at to decide which way to go. */
const mostLookahead = 2;

export abstract class KeepingParser extends EmbeddedActionsParser {
  protected findings: Findings = newFindings({ file: "", text: "" });
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
    this.input = [...tokens];
  }

  /** Whether the grammar is really being followed, and not recorded by chevrotain at set-up. */
  protected get parsing(): boolean {
    return !this.RECORDING_PHASE;
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
}
