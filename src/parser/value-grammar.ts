/** The rules for values: expressions, argument lists, lists, steps and types. */
import type { ParserMethod, TokenType } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { spanOf } from "./findings.ts";
import { readNumber } from "./numbers.ts";
import { type Link, operatorTree } from "./operators.ts";
import { readText } from "./texts.ts";
import { is, isOneOf, retype, type Token } from "./token.ts";
import {
  Arrow,
  CloseBrace,
  CloseBracket,
  CloseParen,
  Colon,
  Comma,
  Equals,
  Literal,
  Minus,
  Name,
  NumberToken,
  OpenBracket,
  OpenParen,
  Operator,
  Semicolon,
  StringToken,
  TouchingBracket,
  TouchingParen,
} from "./tokens.ts";
import { TolerantParser } from "./tolerant-parser.ts";
import type {
  Argument,
  Arguments,
  Expression,
  Group,
  List,
  Missing,
  Name as NameNode,
  NumberLiteral,
  Step,
  StringLiteral,
  Tuple,
} from "./tree.ts";

const operatorLimit = 256;
const signLimit = 64;

/** The types of tokens with which a value begins. */
export const operandStarts = [Name, NumberToken, StringToken, Literal, OpenParen, OpenBracket, Minus];

/** What other languages call the three constants. */
const foreignLiterals: ReadonlyMap<string, string> = new Map([
  ...["True", "TRUE"].map((text): [string, string] => [text, "true"]),
  ...["False", "FALSE"].map((text): [string, string] => [text, "false"]),
  ...["None", "NONE", "null", "nil", "undefined"].map((text): [string, string] => [text, "none"]),
]);

export abstract class ValueGrammar extends TolerantParser {
  /** How deep the tree of the last value is. */
  protected height = 0;

  protected readonly expression: ParserMethod<[], Expression> = this.rule("expression", () => {
    const row: Link[] = [];
    this.subrule(0, this.operand, { ARGS: [row] });
    this.operations(row);
    return this.built(row);
  });

  /** `{ operator operand }`, added to a row. */
  protected operations(row: Link[]): void {
    this.MANY(() => {
      const operator = this.OR([
        { ALT: () => this.consume(0, Operator) },
        { ALT: () => this.consume(0, Minus) },
      ]) as Token;
      if (this.parsing) row.push({ operator, prefix: false });
      this.subrule(1, this.operand, { ARGS: [row] });
    });
  }

  /** The tree of a row of operators and operands, unless it is too deep. */
  protected built(row: readonly Link[]): Expression {
    const only = row[0];
    if (row.length < 2 || only === undefined) {
      return only !== undefined && "operand" in only ? only.operand : this.nothing("value");
    }
    const { value, height, chained, floored } = operatorTree(row);
    const signs = row.filter(
      (link) => "operator" in link && (link.prefix || link.operator.image === "**"),
    ).length;
    this.height = height;
    if (signs > signLimit) return this.tooDeep(value, "signs", signLimit);
    if (height > operatorLimit) return this.tooDeep(value, "operators", operatorLimit);
    for (const operator of chained)
      this.complain(messages.operatorChain, { operator: operator.image }, undefined, operator);
    for (const {
      start,
      end,
      arguments: { items },
    } of floored)
      this.floorSlip(start, end, items[0]!.value);
    return value;
  }

  private tooDeep(value: Expression, what: "signs" | "operators", limit: number): Missing {
    this.say(messages.tooDeep, value.start, value.end, { what, limit });
    this.height = 0;
    return { kind: "Missing", start: value.start, end: value.end, what: "value" };
  }

  private floorSlip(start: number, end: number, quotient: Expression): void {
    if (quotient.kind !== "Binary") return;
    const { text } = this.findings.source;
    const left = text.slice(quotient.left.start, quotient.left.end);
    const right = text.slice(quotient.right.start, quotient.right.end);
    const repaired = `floor(${left} / ${right})`;
    const at = quotient.operatorStart;
    this.say(
      messages.floorDivision,
      at,
      at + 2,
      { repaired },
      this.replacing(`Write \`${repaired}\``, start, end, repaired),
    );
  }

  protected readonly operand: ParserMethod<[Link[]], void> = this.rule("operand", (row: Link[]) => {
    this.MANY(() => {
      const operator = this.CONSUME(Minus) as Token;
      if (this.parsing) row.push({ operator, prefix: true });
    });
    const operand = this.parsing && !this.seesOperand() ? this.missingValue() : this.subrule(0, this.atom);
    if (this.parsing) row.push({ operand, height: this.height });
  });

  private seesOperand(): boolean {
    const token = this.ahead();
    if (token !== undefined && this.seesKeyword() && this.onSameLine() && this.isUsedAsName(2))
      this.acceptReserved(token);
    return isOneOf(token, operandStarts);
  }

  /** Whether what follows a word shows that the word is meant as a name. */
  protected isUsedAsName(distance: number): boolean {
    const signs = [Arrow, Operator, Minus, Comma, Equals, CloseParen, CloseBracket, CloseBrace, Semicolon];
    return isOneOf(this.ahead(distance), signs);
  }

  private missingValue(): Missing {
    this.height = 0;
    const before = this.ahead(0);
    const place = before === undefined ? "here" : `after ${this.found(before)}`;
    this.complain(messages.unexpectedText, {
      found: this.found(),
      expected: `a value ${place}`,
    });
    return this.nothing("value");
  }

  protected readonly atom: ParserMethod<[], Expression> = this.rule("atom", () => {
    this.height = 0;
    return this.OR([
      { ALT: () => this.named(true) },
      { ALT: () => this.number(this.CONSUME(NumberToken) as Token) },
      { ALT: () => this.text(this.CONSUME(StringToken) as Token) },
      { ALT: () => this.literal(this.CONSUME(Literal) as Token) },
      { ALT: () => this.SUBRULE(this.group) },
      { ALT: () => this.SUBRULE(this.list) },
    ]);
  });

  /** A name, with its arguments if a parenthesis touches it. */
  protected named(inValue: boolean): Expression & Step {
    const token = this.CONSUME(Name) as Token;
    const meant = foreignLiterals.get(token.image);
    if (inValue && meant !== undefined && !this.sees(TouchingParen))
      return this.foreignLiteral(token, meant) as never;
    if (this.parsing) this.attachArguments(token);
    if (this.sees(TouchingBracket)) this.readAsArguments(this.ahead()!);
    const name = nameOf(token);
    const list = this.OPTION(() => this.SUBRULE(this.arguments));
    if (list === undefined) return name;
    this.height += 1;
    return { kind: "Call", start: name.start, end: list.end, name, arguments: list };
  }

  private foreignLiteral(token: Token, meant: string): Expression {
    const { startOffset: start, end, image } = token;
    const fix = this.replacing(`Write \`${meant}\``, start, end, meant);
    this.say(messages.foreignLiteral, start, end, { found: image, meant }, fix);
    return meant === "none"
      ? { kind: "None", start, end }
      : { kind: "Boolean", start, end, value: meant === "true" };
  }

  /** `dense (64)`: a free parenthesis that can only be meant as an argument list becomes one. */
  protected attachArguments(name: Token): void {
    const opener = this.ahead();
    if (!is(opener, OpenParen) || opener!.line !== name.line || opener!.closer!.inserted) return;
    if (!this.beginsFlow(opener!)) this.attach(name, opener!, TouchingParen);
  }

  /** `dense[64]` is read as `dense(64)`. */
  private readAsArguments(opener: Token): void {
    const closer = opener.closer!;
    const edits = [
      { span: spanOf(this.findings, opener.startOffset, opener.end), text: "(" },
      { span: spanOf(this.findings, closer.startOffset, closer.end), text: ")" },
    ];
    const fix = { title: "Write parentheses", safe: !closer.inserted, edits };
    const holes = { found: "`[`", expected: "`(`: arguments stand in parentheses" };
    this.say(messages.unexpectedText, opener.startOffset, opener.end, holes, fix);
    retype(opener, TouchingParen);
    retype(closer, CloseParen);
  }

  protected attach(name: Token, opener: Token, type: TokenType): void {
    const start = name.end;
    const title = `Close the gap: \`${name.image}${opener.image}\``;
    const gap = this.findings.source.text.slice(start, opener.startOffset);
    const fix = this.replacing(title, start, opener.startOffset, gap.trim());
    this.say(messages.detachedBracket, start, opener.end, { name: name.image, opener: opener.image }, fix);
    retype(opener, type);
  }

  /** Whether a parenthesis holds names alone and an arrow, a sign or `=` follows it, as in `(a, b) -> add`. */
  private beginsFlow(opener: Token): boolean {
    let distance = 2;
    while (this.ahead(distance) !== opener.closer) {
      if (!isOneOf(this.ahead(distance), [Name, Comma])) return false;
      distance += 1;
    }
    return distance > 2 && isOneOf(this.ahead(distance + 1), [Arrow, Equals, Operator, Minus]);
  }

  protected number(token: Token): NumberLiteral {
    const { startOffset: start, end, image: raw } = token;
    const { value, unit, form, range } = readNumber(raw);
    if (form !== undefined && this.parsing) this.numberSlip(token, form);
    if (range !== undefined && this.parsing) {
      const text = raw.length > 40 ? `${raw.slice(0, 39)}…` : raw;
      this.complain(messages.numberOutOfRange, { text, why: range }, undefined, token);
    }
    return { kind: "Number", start, end, value, ...(unit === undefined ? {} : { unit }), raw };
  }

  private numberSlip(
    { startOffset: start, end, image }: Token,
    form: { rule: string; repaired?: string },
  ): void {
    const text = image.length > 40 ? `${image.slice(0, 39)}…` : image;
    const { rule, repaired } = form;
    const fix =
      repaired === undefined ? undefined : this.replacing(`Write \`${repaired}\``, start, end, repaired);
    this.say(messages.numberForm, start, end, { text, ...form, rule }, fix);
  }

  protected text({ startOffset: start, end }: Token): StringLiteral {
    const { value, wrong } = readText(this.parsing ? this.findings.source.text.slice(start, end) : '""');
    for (const { start: first, end: last, repaired } of wrong) {
      const [from, to] = [start + first, start + last];
      const found = this.findings.source.text.slice(from, to);
      const fix = this.replacing(`Write \`${repaired}\``, from, to, repaired);
      const holes = {
        text: found.startsWith("\\") ? `\`${found}\`` : "a control character",
        repaired: `\`${repaired}\``,
      };
      this.say(messages.textEscape, from, to, holes, fix);
    }
    return { kind: "String", start, end, value };
  }

  private literal({ startOffset: start, end, image }: Token): Expression {
    return image === "none"
      ? { kind: "None", start, end }
      : { kind: "Boolean", start, end, value: image === "true" };
  }

  protected readonly group: ParserMethod<[], Group | Tuple> = this.rule("group", () => {
    const open = this.CONSUME(OpenParen) as Token;
    const items = this.items(CloseParen, operandStarts, (index) => this.subrule(index, this.expression));
    const comma = is(this.ahead(0), Comma);
    this.CONSUME(CloseParen);
    this.height += 1;
    const place = { start: open.startOffset, end: this.end() };
    const [value] = items;
    if (value !== undefined && items.length === 1 && !comma) return { kind: "Group", ...place, value };
    return { kind: "Tuple", ...place, items };
  });

  protected readonly list: ParserMethod<[], List> = this.rule("list", () => {
    const open = this.CONSUME(OpenBracket) as Token;
    return this.listItems(open);
  });

  private listItems(open: Token): List {
    const items = this.items(CloseBracket, operandStarts, (index) => this.subrule(index, this.expression));
    this.CONSUME(CloseBracket);
    this.height += 1;
    return { kind: "List", start: open.startOffset, end: this.end(), items };
  }

  protected readonly dimensions: ParserMethod<[], List> = this.rule("dimensions", () => {
    const open = this.CONSUME(TouchingBracket) as Token;
    return this.listItems(open);
  });

  protected readonly arguments: ParserMethod<[], Arguments> = this.rule("arguments", () => {
    const open = this.CONSUME(TouchingParen) as Token;
    const items = this.items(CloseParen, operandStarts, (index) => this.subrule(index, this.argument));
    this.CONSUME(CloseParen);
    return { kind: "Arguments", start: open.startOffset, end: this.end(), items };
  });

  protected readonly argument: ParserMethod<[], Argument> = this.rule("argument", () => {
    if (this.parsing) this.readColonAsEquals();
    const start = this.start();
    const name = this.OPTION(() => {
      const token = this.CONSUME(Name) as Token;
      this.CONSUME(Equals);
      return nameOf(token);
    });
    const value = this.SUBRULE(this.expression);
    return {
      kind: "Argument",
      start,
      end: Math.max(this.end(), start),
      ...(name === undefined ? {} : { name }),
      value,
    };
  });

  /** `activation: relu` is read as `activation=relu`. */
  private readColonAsEquals(): void {
    const [name, colon, value] = [this.ahead(1), this.ahead(2), this.ahead(3)];
    if (!is(name, Name) || !is(colon, Colon)) return;
    const clean =
      this.isBlank(name!.end, colon!.startOffset) &&
      this.isBlank(colon!.end, value?.startOffset ?? colon!.end);
    const [start, end] = clean
      ? [name!.end, value?.startOffset ?? colon!.end]
      : [colon!.startOffset, colon!.end];
    const fix = this.replacing(`Write \`${name!.image}=\``, start, end, "=");
    this.say(messages.argumentColon, colon!.startOffset, colon!.end, { name: name!.image }, fix);
    retype(colon!, Equals);
  }

  private isBlank(start: number, end: number): boolean {
    return this.findings.source.text.slice(start, end).trim() === "";
  }

  /**
   * `[ item { "," item } [ "," ] ]` up to a closing bracket that is surely there: whatever else stands before it is
   * reported and passed over.
   */
  protected items<Item>(
    closer: TokenType,
    starts: readonly TokenType[],
    item: (index: number) => Item,
  ): Item[] {
    const items: Item[] = [];
    let height = 0;
    const add = (index: number) => {
      items.push(item(index));
      height = Math.max(height, this.height);
    };
    do {
      this.option(10, () => {
        add(10);
        this.many(10, () => {
          this.consume(10, Comma);
          add(11);
        });
        this.option(11, () => this.consume(11, Comma));
      });
    } while (this.resume(closer, starts));
    this.height = height;
    return items;
  }

  private resume(closer: TokenType, starts: readonly TokenType[]): boolean {
    if (!this.parsing || this.sees(closer) || this.ahead() === undefined) return false;
    if (this.sees(Comma)) this.emptyPlace();
    else if (isOneOf(this.ahead(), starts)) this.missingComma();
    else this.skipItem(closer);
    return true;
  }

  private emptyPlace(): void {
    const comma = this.ahead()!;
    const fix = this.replacing("Delete the comma", comma.startOffset, comma.end, "");
    this.complain(messages.extraComma, { where: "before" as const }, fix);
    this.SKIP_TOKEN();
  }

  private missingComma(): void {
    const fix = this.replacing("Insert a comma", this.end(), this.end(), ",", false);
    this.complain(messages.missingComma, { found: this.found() }, fix);
  }

  private skipItem(closer: TokenType): void {
    if (this.sees(Arrow)) this.complain(messages.flowInBrackets, {});
    else
      this.complain(messages.unexpectedText, {
        found: this.found(),
        expected: `\`,\` or \`${closer.LABEL}\``,
      });
    while (this.ahead() !== undefined && !this.sees(closer) && !this.sees(Comma)) this.skip();
    if (this.sees(Comma)) this.SKIP_TOKEN();
  }
}

export function nameOf({ startOffset: start, end, image: text }: Token): NameNode {
  return { kind: "Name", start, end, text };
}
