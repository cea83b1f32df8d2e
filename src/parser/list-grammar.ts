/** How lists are read, inside brackets and out of them: commas too many, commas missing, and what belongs to no list. */
import type { TokenType } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { isOneOf, type Token } from "./token.ts";
import { Arrow, CloseBrace, Comma, Name, OpenBrace } from "./tokens.ts";
import { TolerantParser } from "./tolerant-parser.ts";

export abstract class ListGrammar extends TolerantParser {
  /** How deep the tree of the last value is. */
  protected height = 0;

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
    if (this.sees(Comma)) this.extraComma("before");
    else if (closer === CloseBrace && this.ahead()?.image === "as") this.otherName();
    else if (isOneOf(this.ahead(), starts)) this.missingComma();
    else this.passItem(closer);
    return true;
  }

  private missingComma(): void {
    const fix = this.replacing("Insert a comma", this.end(), this.end(), ",", false);
    this.complain(messages.missingComma, { found: this.found() }, fix);
  }

  /** `import { two as pair }`, which other languages have. */
  private otherName(): void {
    const { end } = this.ahead()!;
    const name = this.LA(2) as Token;
    const last = name.tokenType === Name ? name.end : end;
    const fix = this.replacing("Keep the name", this.end(), last, "", false);
    const help = "Use the name that it has in its own file, or give it another one there.";
    this.complain(messages.notSupported, { what: "Another name for what is imported is", help }, fix);
    this.SKIP_TOKEN();
    if (last > end) this.SKIP_TOKEN();
  }

  private passItem(closer: TokenType): void {
    const expected = `\`,\` or \`${closer.LABEL}\``;
    const help = this.sees(OpenBrace) ? "Several values stand in `[ ]`." : undefined;
    if (this.sees(Arrow)) this.complain(messages.flowInBrackets, {});
    else this.complain(messages.unexpectedText, { found: this.found(), expected, help });
    while (this.ahead() !== undefined && !this.sees(closer) && !this.sees(Comma)) this.skip();
    if (this.sees(Comma)) this.SKIP_TOKEN();
  }

  /** `{ "," item }` outside brackets, where a comma must not be the last. */
  protected listed(more: () => boolean, item: () => void): void {
    do {
      this.MANY1({
        GATE: more,
        DEF: () => {
          this.CONSUME(Comma);
          item();
        },
      });
    } while (this.parsing && this.sees(Comma) && this.extraComma("after"));
  }

  /** Reports and passes over a comma. */
  private extraComma(where: "before" | "after"): true {
    const { startOffset, end } = this.ahead()!;
    this.complain(messages.extraComma, { where }, this.replacing("Delete the comma", startOffset, end, ""));
    this.SKIP_TOKEN();
    return true;
  }
}
