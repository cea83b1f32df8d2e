/** The rules for statements that give one name: constants, params, inputs, targets, outputs, shared layers, imports. */
import type { ParserMethod, TokenType } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { SettingGrammar } from "./setting-grammar.ts";
import { is, isOneOf, retype, type Token } from "./token.ts";
import {
  Arrow,
  CloseBrace,
  Colon,
  Comma,
  Const,
  Equals,
  From,
  Import,
  In,
  Input,
  Layer,
  Minus,
  Name,
  NumberToken,
  OpenBrace,
  OpenBracket,
  Output,
  Param,
  Target,
  TouchingBracket,
  TouchingParen,
} from "./tokens.ts";
import type {
  ConstStatement,
  Expression,
  ImportStatement,
  InputStatement,
  LayerStatement,
  Missing,
  Name as NameNode,
  OutputStatement,
  ParamStatement,
  TargetStatement,
  TypeExpression,
} from "./tree.ts";
import { nameOf, operandStarts } from "./value-grammar.ts";

export abstract class DeclarationGrammar extends SettingGrammar {
  protected readonly constant: ParserMethod<[], ConstStatement> = this.rule("const", () => {
    const word = this.CONSUME(Const) as Token;
    const name = this.givenName("A constant has a name: `const name = value`.", [Equals, Colon]);
    if (this.sees(Colon) && isOneOf(this.ahead(2), [NumberToken, Minus]))
      this.mend(Equals, "`=` before the value", " = ");
    const type = this.OPTION(() => this.typeAfterColon());
    const value = this.valueAfterEquals("`=` and a value: `const name = value`");
    return { kind: "Const", start: word.startOffset, end: this.end(), name, ...(type && { type }), value };
  });

  protected readonly param: ParserMethod<[], ParamStatement> = this.rule("param", () => {
    const word = this.CONSUME(Param) as Token;
    const name = this.givenName("A param has a name: `param name: int = value`.", [Equals, Colon]);
    const type = this.OPTION(() => this.typeAfterColon());
    const value = this.OPTION1(() => this.valueAfterEquals("`=` and a value"));
    const within = this.OPTION2(() => this.range());
    const parts = { ...(type && { type }), ...(value && { value }), ...(within && { within }) };
    return { kind: "Param", start: word.startOffset, end: this.end(), name, ...parts };
  });

  /** The underscore is left out in print: chevrotain's parsers have a property `input`. */
  protected readonly input_: ParserMethod<[], InputStatement> = this.rule("input_", () => {
    const word = this.CONSUME(Input) as Token;
    const name = this.givenName("An input has a name: `input name: [4]`.", [Colon]);
    const mended = this.parsing && this.mendColon("`:` before the type: `input name: [4]`");
    const type = mended ? this.subrule(2, this.type) : this.OPTION(() => this.typeAfterColon());
    const within = this.OPTION1(() => this.range());
    const parts = { ...(type && { type }), ...(within && { within }) };
    return { kind: "Input", start: word.startOffset, end: this.end(), name, ...parts };
  });

  protected readonly target: ParserMethod<[], TargetStatement> = this.rule("target", () => {
    const word = this.CONSUME(Target) as Token;
    const name = this.givenName("A target has a name: `target name: class(3)`.", [Colon]);
    const mended = this.parsing && this.mendColon("`:` before the type: `target name: class(3)`");
    const type = mended ? this.subrule(2, this.type) : this.typeOfTarget();
    const within = this.OPTION(() => this.range());
    return {
      kind: "Target",
      start: word.startOffset,
      end: this.end(),
      name,
      type,
      ...(within && { within }),
    };
  });

  private typeOfTarget(): TypeExpression | Missing {
    if (!this.parsing || this.sees(Colon)) return this.typeAfterColon();
    return this.missing("type", "A target says what its labels are: `target name: class(3)`.");
  }

  /** `= value`. */
  private valueAfterEquals(expected: string): Expression {
    const equals = this.take(0, Equals, expected, "=");
    const isThere = equals !== undefined || (this.onSameLine() && isOneOf(this.ahead(), operandStarts));
    return isThere || !this.parsing ? this.SUBRULE(this.expression) : this.nothing("value");
  }

  /** `input x [4]` and `input x = [4]` are read as `input x: [4]`; true if the colon was not there at all. */
  private mendColon(expected: string): boolean {
    const token = this.ahead();
    if (!this.onSameLine() || !isOneOf(token, [Equals, OpenBracket, TouchingBracket])) return false;
    if (is(token, Equals)) {
      this.mend(Colon, expected, ": ");
      return false;
    }
    const fix = this.replacing("Insert `: `", this.end(), token!.startOffset, ": ");
    this.complain(messages.unexpectedText, { found: this.found(), expected }, fix);
    retype(token!, OpenBracket);
    return true;
  }

  /** Reads the next sign as another one, which was meant. */
  private mend(type: TokenType, expected: string, text: string): void {
    const token = this.ahead()!;
    const next = this.ahead(2)?.startOffset ?? token.end;
    const blank = this.findings.source.text.slice(token.end, next).trim() === "";
    const fix = this.replacing(`Write \`${type.LABEL}\``, this.end(), blank ? next : token.end, text);
    this.complain(messages.unexpectedText, { found: this.found(), expected }, fix);
    retype(token, type);
  }

  protected readonly output: ParserMethod<[], OutputStatement> = this.rule("output", () => {
    const word = this.CONSUME(Output) as Token;
    const names = this.SUBRULE(this.names);
    return { kind: "Output", start: word.startOffset, end: this.end(), names };
  });

  /** Names with commas between them, the first on the line of the word before it. */
  protected readonly names: ParserMethod<[], (NameNode | Missing)[]> = this.rule("names", () => {
    const names = [this.givenName("A name of a value stands here.", [Comma, In])];
    this.listed(
      () => this.seesAnotherName(),
      () => names.push(nameOf(this.CONSUME1(Name) as Token)),
    );
    return names;
  });

  private seesAnotherName(): boolean {
    return is(this.ahead(2), Name) && !isOneOf(this.ahead(3), [TouchingParen, Arrow, Equals]);
  }

  protected readonly layer: ParserMethod<[], LayerStatement> = this.rule("layer", () => {
    const word = this.CONSUME(Layer) as Token;
    const name = this.givenName("A shared layer has a name: `layer name = dense(64)`.", [Equals]);
    this.take(0, Equals, "`=` and a layer: `layer name = dense(64)`", "=");
    const steps = [this.SUBRULE(this.step), ...this.steps(1)];
    return { kind: "Layer", start: word.startOffset, end: this.end(), name, steps };
  });

  protected readonly importing: ParserMethod<[], ImportStatement> = this.rule("import", () => {
    const word = this.CONSUME(Import) as Token;
    const open = this.take(0, OpenBrace, '`{`: an import is written `import { name } from "./file.nn"`');
    const names = open === undefined && this.parsing ? this.bareNames() : this.bracedNames();
    this.take(0, From, "`from` and the file in quotes");
    const path = this.quoted("file", 'An import has a file in quotes: `import { name } from "./file.nn"`.');
    return { kind: "Import", start: word.startOffset, end: this.end(), names, path };
  });

  private bracedNames(): NameNode[] {
    const names = this.items(CloseBrace, [Name], (index) => nameOf(this.consume(index, Name) as Token));
    if (!this.parsing || this.sees(CloseBrace)) this.CONSUME(CloseBrace);
    return names;
  }

  private bareNames(): NameNode[] {
    const names: NameNode[] = [];
    while (this.onSameLine() && isOneOf(this.ahead(), [Name, Comma])) {
      if (this.sees(Name)) names.push(nameOf(this.ahead()!));
      this.SKIP_TOKEN();
    }
    return names;
  }
}
