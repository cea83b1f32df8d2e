/** The grammar on paper, printed from the parser itself, so that the two cannot differ. */
import type { ISerializedGast } from "chevrotain";
import { StatementGrammar } from "./statement-grammar.ts";
import { grammarTypes, wordTypes } from "./tokens.ts";

/** The whole of `grammar/nn.ebnf`. */
export function printGrammar(): string {
  const rules = new StatementGrammar().getSerializedGastProductions();
  return `${[header, ...rules.map(printRule), lexical].join("\n")}\n`;
}

const header = `(* The grammar of .nn, printed from the parser by \`npm run grammar\`. It is strong LL(2).
   Text in quotes stands for itself; words in capitals are explained at the end. *)
`;

const lexical = `
(* Line breaks and comments (// to the end of the line, /* to */) may stand between any two tokens and mean nothing,
   but for two rules of layout:
   1. the value of a setting begins on the line of its key, and the name that a form gives on the line of its word;
   2. an argument list touches its name, and dimensions touch the name or the arguments of their type. *)
NAME             = ( letter | "_" ) { letter | digit | "_" } ; (* ASCII; none of the words below, except inside ( ), [ ] and settings *)
NUMBER           = digits [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ] [ "k" | "M" | "G" | "KB" | "MB" | "GB" | "KiB" | "MiB" | "GiB" ] ;
digits           = digit { [ "_" ] digit } ;
STRING           = '"' { character | escape } '"' ; (* on one line, with the escapes of JSON *)
LITERAL          = "true" | "false" | "none" ;
OPERATOR         = ".." | "<" | "<=" | ">" | ">=" | "==" | "!=" | "+" | "*" | "/" | "%" | "**" ;
                   (* from loose to tight: ".."; comparisons; + and -; * / %; the sign -; ** (to the right) *)
TOUCHING_PAREN   = "(" ; (* right behind a NAME *)
TOUCHING_BRACKET = "[" ; (* right behind a NAME or the ")" of arguments *)
(* words: ${[...wordTypes.keys()].join(" ")} *)`;

type Production = ISerializedGast & {
  readonly name?: string;
  readonly label?: string;
  readonly definition?: readonly Production[];
};

function printRule(rule: Production): string {
  return `${ruleName(rule.name ?? "").padEnd(16)} = ${sequence(rule.definition ?? [])} ;`;
}

function ruleName(name: string): string {
  return name.replace(/_$/, "");
}

function sequence(productions: readonly Production[]): string {
  return productions.map(print).join(" ");
}

function print(production: Production): string {
  const inside = () => sequence(production.definition ?? []);
  switch (production.type) {
    case "NonTerminal":
      return ruleName(production.name ?? "");
    case "Terminal":
      return terminal(production);
    case "Option":
      return `[ ${inside()} ]`;
    case "Repetition":
      return `{ ${inside()} }`;
    case "Alternation":
      return `( ${(production.definition ?? []).map(print).join(" | ")} )`;
    default:
      return inside();
  }
}

/** Types of tokens with a spelling of their own have it as their label; the others, in capitals, are explained. */
function terminal({ name }: Production): string {
  const type = grammarTypes.find((each) => each.name === name);
  return type?.LABEL === undefined || name?.startsWith("TOUCHING") === true
    ? (name ?? "")
    : `"${type.LABEL}"`;
}
