/** The grammar on paper, printed from the parser itself, so that the two cannot differ. */
import type { ISerializedGast } from "chevrotain";
import { StatementGrammar } from "./statement-grammar.ts";
import { grammarTypes, wordTypes } from "./tokens.ts";

/** The whole of `grammar/nn.ebnf`. */
export function printGrammar(): string {
  const rules = new StatementGrammar().getSerializedGastProductions();
  return `${[header, ...topDown(rules).map(printRule), lexical].join("\n")}\n`;
}

/** The rules in the order in which a reader meets them, from the file on. */
function topDown(rules: readonly Production[]): Production[] {
  const met = new Set(["file"]);
  for (const name of met) {
    const rule = rules.find((each) => each.name === name);
    for (const used of usedIn(rule?.definition ?? [])) met.add(used);
  }
  return [...met].flatMap((name) => rules.filter((rule) => rule.name === name));
}

function usedIn(productions: readonly Production[]): string[] {
  return productions.flatMap(({ type, name, definition }) =>
    type === "NonTerminal" ? [name ?? ""] : usedIn(definition ?? []),
  );
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
  const { name = "", definition = [] } = rule;
  const [only] = definition;
  const isChoice = definition.length === 1 && only?.type === "Alternation";
  return `${ruleName(name).padEnd(16)} = ${isChoice ? choices(only) : sequence(definition)} ;`;
}

function ruleName(name: string): string {
  return name.replace(/_$/, "");
}

function sequence(productions: readonly Production[]): string {
  return productions.map(print).join(" ");
}

function print(production: Production): string {
  switch (production.type) {
    case "NonTerminal":
      return ruleName(production.name ?? "");
    case "Terminal":
      return terminal(production);
    case "Option":
      return `[ ${bare(production)} ]`;
    case "Repetition":
      return `{ ${bare(production)} }`;
    case "Alternation":
      return `( ${choices(production)} )`;
    default:
      return sequence(production.definition ?? []);
  }
}

/** What stands in brackets, which need no parentheses around a choice. */
function bare({ definition = [] }: Production): string {
  const [only] = definition;
  return definition.length === 1 && only?.type === "Alternation" ? choices(only) : sequence(definition);
}

function choices({ definition = [] }: Production): string {
  return definition.map(print).join(" | ");
}

/** Types of tokens with a spelling of their own have it as their label; the others, in capitals, are explained. */
function terminal({ name }: Production): string {
  const type = grammarTypes.find((each) => each.name === name);
  return type?.LABEL === undefined || name?.startsWith("TOUCHING") === true
    ? (name ?? "")
    : `"${type.LABEL}"`;
}
