/** The whole file: the rules for bodies and for the statements that have one. */
import type { ParserMethod } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { DeclarationGrammar } from "./declaration-grammar.ts";
import type { ParserOptions } from "./keeping-parser.ts";
import { misplacedRule, misspeltWord } from "./misplaced.ts";
import { attach } from "./slips.ts";
import { is, isOneOf, retype, type Token } from "./token.ts";
import {
  Arrow,
  Assert,
  Block,
  CloseBrace,
  CloseParen,
  Colon,
  Equals,
  From,
  formWords,
  In,
  Model,
  Name,
  OpenBrace,
  OpenParen,
  Repeat,
  Reserved,
  Semicolon,
  TouchingParen,
} from "./tokens.ts";
import type {
  AssertStatement,
  BlockStatement,
  Body,
  File,
  ModelStatement,
  Parameter,
  RepeatStatement,
  Statement,
} from "./tree.ts";
import { nameOf, operandStarts } from "./value-grammar.ts";

const statementStarts = [...formWords, Name, OpenParen];
const boundaries = [...statementStarts, Semicolon, CloseBrace];

export class StatementGrammar extends DeclarationGrammar {
  constructor(options: ParserOptions = {}) {
    super(options);
    this.performSelfAnalysis();
  }

  readonly file: ParserMethod<[], File> = this.rule("file", () => {
    const statements = this.statements(false);
    return { kind: "File", start: 0, end: this.findings.source.text.length, statements };
  });

  private readonly body: ParserMethod<[string, number], Body> = this.rule(
    "body",
    (form: string, indent: number) => {
      const start = this.start();
      const open = this.take(0, OpenBrace, `\`{\`, the beginning of what ${form} holds`);
      if (open === undefined && this.sees(Colon) && this.onSameLine()) this.skip();
      const statements = open === undefined && this.parsing ? this.unopened(indent) : this.statements(true);
      if (!this.parsing || this.sees(CloseBrace)) this.CONSUME(CloseBrace);
      return { kind: "Body", start: Math.min(start, this.end()), end: this.end(), statements };
    },
  );

  /** What was meant as a body without `{`: up to a `}` that closes nothing else, or the indented lines. */
  private unopened(indent: number): Statement[] {
    if (this.strayCloserAhead()) return this.statements(true);
    const statements: Statement[] = [];
    while (isOneOf(this.ahead(), statementStarts) && this.ahead()!.indent > indent) {
      statements.push(this.statementBy(() => this.subrule(1, this.statement)));
    }
    return statements;
  }

  private statements(inBody: boolean): Statement[] {
    const statements: Statement[] = [];
    do {
      this.passAllKept(statements);
      this.MANY(() => {
        this.OR([
          { ALT: () => statements.push(this.statementBy(() => this.SUBRULE(this.statement))) },
          { ALT: () => this.CONSUME(Semicolon) },
        ]);
        this.passAllKept(statements);
      });
    } while (this.parsing && this.passJunk(inBody));
    return statements;
  }

  /** Reports and passes over what cannot begin a statement; false at the end. */
  private passJunk(inBody: boolean): boolean {
    const token = this.ahead();
    if (token === undefined || (inBody && is(token, CloseBrace))) return false;
    if (is(token, CloseBrace)) this.strayBrace(token);
    else this.misplaced(token);
    const wholeLine = isOneOf(token, [Reserved, From]);
    const declares = is(token, Colon);
    do this.skip();
    while (this.ahead() !== undefined && (wholeLine ? this.onSameLine() : !this.seesEnd(declares)));
    return true;
  }

  /** Where what cannot be read ends; behind a colon stands a type, which begins no statement either. */
  private seesEnd(declares: boolean): boolean {
    const goesOn = declares && this.onSameLine();
    return isOneOf(this.ahead(), goesOn ? [Semicolon, CloseBrace, ...formWords] : boundaries);
  }

  private strayBrace(token: Token): void {
    const fix = this.replacing("Delete `}`", token.startOffset, token.end, "", false);
    this.complain(messages.nothingToClose, { closer: "}", opener: "{" }, fix);
  }

  private misplaced(token: Token): void {
    const meant = misspeltWord(token, this.ahead(0), this.ahead(-1));
    if (is(token, Equals)) this.complain(messages.nameOfFlow, { found: "`=`", second: true });
    else if (meant === undefined) {
      const rule = misplacedRule(token, this.onSameLine() ? this.ahead(0) : undefined);
      this.complain(messages.misplacedStart, { found: this.found(), ...rule });
    } else {
      const { startOffset, end } = meant.at;
      const fix = this.replacing(`Write \`${meant.word}\``, startOffset, end, meant.word, false);
      const { rule } = misplacedRule(token);
      const help = `Did you mean \`${meant.word}\`?`;
      this.complain(messages.misplacedStart, { found: this.found(), rule, help }, fix);
    }
  }

  private readonly statement: ParserMethod<[], Statement> = this.rule("statement", () => {
    if (this.parsing) this.freeWord();
    return this.OR(this.alternatives);
  });

  private readonly alternatives = [
    { ALT: (): Statement => this.SUBRULE(this.model) },
    { ALT: (): Statement => this.SUBRULE(this.block) },
    { ALT: (): Statement => this.SUBRULE(this.importing) },
    { ALT: (): Statement => this.SUBRULE(this.constant) },
    { ALT: (): Statement => this.SUBRULE(this.param) },
    { ALT: (): Statement => this.SUBRULE(this.input_) },
    { ALT: (): Statement => this.SUBRULE(this.target) },
    { ALT: (): Statement => this.SUBRULE(this.output) },
    { ALT: (): Statement => this.SUBRULE(this.repeat) },
    { ALT: (): Statement => this.SUBRULE(this.layer) },
    { ALT: (): Statement => this.SUBRULE(this.compile) },
    { ALT: (): Statement => this.SUBRULE(this.train) },
    { ALT: (): Statement => this.SUBRULE(this.data) },
    { ALT: (): Statement => this.SUBRULE(this.test) },
    { ALT: (): Statement => this.SUBRULE(this.assert) },
    { ALT: (): Statement => this.SUBRULE(this.flow) },
  ];

  /** `data = …` and `input -> …` can only be meant as a value with a reserved name, and `for i in …` as a `repeat`. */
  private freeWord(): void {
    const token = this.ahead()!;
    if (token.image === "for" && is(this.ahead(2), Name) && is(this.ahead(3), In)) this.readAsRepeat(token);
    if (isOneOf(token, formWords) && isOneOf(this.ahead(2), [Equals, Arrow])) this.acceptReserved(token);
  }

  private readAsRepeat(token: Token): void {
    const expected = "`repeat`: rounds are written `repeat name in [1, 2] { … }`";
    const fix = this.replacing("Write `repeat`", token.startOffset, token.end, "repeat");
    this.complain(messages.unexpectedText, { found: "`for`", expected, help: "Write `repeat`." }, fix);
    retype(token, Repeat);
  }

  /** Whether parentheses stand between a model's name and its `{`. */
  private seesParameters(): boolean {
    const open = this.ahead();
    if (!isOneOf(open, [TouchingParen, OpenParen]) || !this.onSameLine()) return false;
    let distance = 2;
    while (this.ahead(distance) !== undefined && this.ahead(distance) !== open!.closer) distance += 1;
    return this.sees(OpenBrace, distance + 1);
  }

  /** A model has no parameters as blocks have. */
  private passParameters(): void {
    const { closer } = this.ahead()!;
    const expected = "`{`: a model has no parameters of its own";
    const help = "Write `param units: int = 16` above it, or make it a block.";
    this.complain(messages.unexpectedText, { found: "`(`", expected, help });
    do this.skip();
    while (this.ahead() !== undefined && this.ahead(0) !== closer);
  }

  private readonly model: ParserMethod<[], ModelStatement> = this.rule("model", () => {
    const word = this.CONSUME(Model) as Token;
    const name = this.givenName("A model has a name: `model Name { … }`.", [OpenBrace]);
    if (this.parsing && this.seesParameters()) this.passParameters();
    const body = this.SUBRULE(this.body, { ARGS: ["a model", word.indent] });
    return { kind: "Model", start: word.startOffset, end: this.end(), name, body };
  });

  private readonly block: ParserMethod<[], BlockStatement> = this.rule("block", () => {
    const word = this.CONSUME(Block) as Token;
    const name = this.givenName("A block has a name: `block name(…) { … }`.", [OpenBrace, TouchingParen]);
    if (this.sees(OpenParen) && this.onSameLine())
      attach(this.findings, this.ahead(0)!, this.ahead()!, TouchingParen);
    const parameters = this.OPTION(() => this.SUBRULE(this.parameters)) ?? [];
    const body = this.SUBRULE(this.body, { ARGS: ["a block", word.indent] });
    return { kind: "Block", start: word.startOffset, end: this.end(), name, parameters, body };
  });

  private readonly parameters: ParserMethod<[], Parameter[]> = this.rule("parameters", () => {
    this.CONSUME(TouchingParen);
    const items = this.items(CloseParen, [Name], (index) => this.subrule(index, this.parameter));
    this.CONSUME(CloseParen);
    return items;
  });

  private readonly parameter: ParserMethod<[], Parameter> = this.rule("parameter", () => {
    const name = nameOf(this.CONSUME(Name) as Token);
    const type = this.OPTION(() => this.typeAfterColon());
    const value = this.OPTION1(() => {
      this.CONSUME(Equals);
      return this.SUBRULE(this.expression);
    });
    return {
      kind: "Parameter",
      start: name.start,
      end: this.end(),
      name,
      ...(type && { type }),
      ...(value && { value }),
    };
  });

  private readonly assert: ParserMethod<[], AssertStatement> = this.rule("assert", () => {
    const word = this.CONSUME(Assert) as Token;
    const conditions = [this.SUBRULE1(this.expression)];
    this.listed(
      () => isOneOf(this.ahead(2), operandStarts),
      () => conditions.push(this.SUBRULE2(this.expression)),
    );
    return { kind: "Assert", start: word.startOffset, end: this.end(), conditions };
  });

  private readonly repeat: ParserMethod<[], RepeatStatement> = this.rule("repeat", () => {
    const word = this.CONSUME(Repeat) as Token;
    const names = this.OPTION(() => {
      const given = this.SUBRULE(this.names);
      this.take(0, In, "`in` and the values: `repeat name in [1, 2] { … }`");
      return given;
    });
    const over = this.SUBRULE(this.expression);
    const body = this.SUBRULE(this.body, { ARGS: ["a repeat", word.indent] });
    const given = this.parsing ? (names ?? []).filter((name) => name.kind === "Name") : [];
    return { kind: "Repeat", start: word.startOffset, end: this.end(), names: given, over, body };
  });
}
