/** The rules for values: expressions, groups, lists and arguments. */
import type { ParserMethod } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { detached } from "./detached.ts";
import { ListGrammar } from "./list-grammar.ts";
import { constantNode, constantOrName, numberNode, textNode } from "./literals.ts";
import { type Link, operatorTree } from "./operators.ts";
import { attach, readAsArguments, readColonAsEquals } from "./slips.ts";
import { is, isOneOf, type Token } from "./token.ts";
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
import type {
  Argument,
  Arguments,
  Call,
  Expression,
  Group,
  List,
  Missing,
  Name as NameNode,
  Tuple,
} from "./tree.ts";

const operatorLimit = 256;
const signLimit = 64;

/** The types of tokens with which a value begins. */
export const operandStarts = [Name, NumberToken, StringToken, Literal, OpenParen, OpenBracket, Minus];

/** What shows, behind a word, that the word is meant as a name. */
const afterNames = [Arrow, Operator, Minus, Comma, Equals, CloseParen, CloseBracket, CloseBrace, Semicolon];

export abstract class ValueGrammar extends ListGrammar {
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
    const [only] = row;
    if (row.length === 1 && only !== undefined && "operand" in only) return only.operand;
    if (row.length < 2) return this.nothing("value");
    const { value, height, chained, floored } = operatorTree(row);
    this.height = height;
    if (row.filter(isSign).length > signLimit) return this.tooDeep(value, "signs", signLimit);
    if (height > operatorLimit) return this.tooDeep(value, "operators", operatorLimit);
    for (const operator of chained) {
      this.complain(messages.operatorChain, { operator: operator.image }, undefined, operator);
    }
    for (const call of floored) this.floorSlip(call);
    return value;
  }

  private tooDeep(value: Expression, what: "signs" | "operators", limit: number): Missing {
    this.say(messages.tooDeep, value.start, value.end, { what, limit });
    this.height = 0;
    return { kind: "Missing", start: value.start, end: value.end, what: "value" };
  }

  /** `a // b` has been read as `floor(a / b)`. */
  private floorSlip({ name, start, end, arguments: { items } }: Call): void {
    const quotient = items[0]?.value;
    if (quotient?.kind !== "Binary") return;
    const written = (node: Expression) => this.findings.source.text.slice(node.start, node.end);
    const repaired = `floor(${written(quotient.left)} / ${written(quotient.right)})`;
    const fix = this.replacing(`Write \`${repaired}\``, start, end, repaired);
    this.say(messages.floorDivision, name.start, name.end, { repaired }, fix);
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
    const isName = this.seesKeyword() && this.onSameLine() && isOneOf(this.ahead(2), afterNames);
    if (isName) this.acceptReserved(token!);
    return isOneOf(token, operandStarts);
  }

  private missingValue(): Missing {
    this.height = 0;
    const before = this.ahead(0);
    const expected = before === undefined ? "a value" : `a value after ${this.found(before)}`;
    this.complainOfGap(messages.unexpectedText, { found: this.foundInstead(), expected });
    return this.nothing("value");
  }

  protected readonly atom: ParserMethod<[], Expression> = this.rule("atom", () => {
    this.height = 0;
    return this.OR([
      { ALT: () => this.namedValue() },
      { ALT: () => numberNode(this.findings, this.CONSUME(NumberToken) as Token) },
      { ALT: () => textNode(this.findings, this.CONSUME(StringToken) as Token) },
      { ALT: () => constantNode(this.CONSUME(Literal) as Token) },
      { ALT: () => this.SUBRULE(this.group) },
      { ALT: () => this.SUBRULE(this.list) },
    ]);
  });

  private namedValue(): Expression {
    const named = this.named();
    return named.kind === "Name" ? constantOrName(this.findings, named) : named;
  }

  /** A name, with its arguments if a parenthesis touches it. */
  protected named(): NameNode | Call {
    const token = this.CONSUME(Name) as Token;
    if (this.parsing) this.attachArguments(token);
    if (this.sees(TouchingBracket)) readAsArguments(this.findings, this.ahead()!);
    const name = nameOf(token);
    const list = this.OPTION(() => this.SUBRULE(this.arguments));
    if (list === undefined) return name;
    this.height += 1;
    return { kind: "Call", start: name.start, end: list.end, name, arguments: list };
  }

  /** `dense (64)`: a free parenthesis that can only be meant as an argument list becomes one. */
  protected attachArguments(name: Token): void {
    const opener = this.ahead();
    if (!is(opener, OpenParen) || opener!.line !== name.line || opener!.closer!.inserted) return;
    if (!this.beginsFlow(opener!)) attach(this.findings, name, opener!, TouchingParen);
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
    if (this.sees(Name) && this.sees(Colon, 2))
      readColonAsEquals(this.findings, this.ahead(1)!, this.ahead(2)!);
    const start = this.start();
    const name = this.OPTION(() => {
      const token = this.CONSUME(Name) as Token;
      this.CONSUME(Equals);
      return nameOf(token);
    });
    const value = this.SUBRULE(this.expression);
    return { kind: "Argument", start, end: Math.max(this.end(), start), ...(name && { name }), value };
  });
}

function isSign(link: Link): boolean {
  return "operator" in link && (link.prefix || link.operator.image === "**");
}

/** The node of a name. */
export function nameOf({ startOffset: start, end, image: text }: Token): NameNode {
  return { kind: "Name", start, end, text: detached(text) };
}
