/** The outline of a text: models, blocks and all that has a name in them. */
import type { DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { Missing, Name, Setting, Settings, Statement, StringLiteral } from "../parser/tree.ts";
import type { Snapshot } from "./snapshot.ts";

/** The protocol's numbers for what we have. */
const kinds = {
  Model: 5,
  Block: 12,
  Import: 2,
  Const: 14,
  Param: 26,
  Parameter: 26,
  Input: 7,
  Target: 7,
  Layer: 8,
  Flow: 13,
  Repeat: 3,
  Compile: 19,
  Train: 19,
  Data: 19,
  Test: 6,
  Setting: 20,
} as const satisfies Record<string, SymbolKind>;

/** What lacks its name is left out, and shown again once it has one. */
export function documentSymbols(snapshot: Snapshot): readonly DocumentSymbol[] {
  return snapshot.parsed().tree.statements.flatMap((statement) => symbolsOf(statement, snapshot));
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}
interface Symbol {
  readonly kind: keyof typeof kinds;
  readonly name: string;
  readonly at: Stretch;
  readonly of: Stretch;
  readonly detail?: Stretch;
  readonly inside?: readonly DocumentSymbol[];
}

function symbol({ kind, name, at, of, detail, inside }: Symbol, { lines, source }: Snapshot): DocumentSymbol {
  return {
    name,
    kind: kinds[kind],
    ...(detail === undefined ? {} : { detail: onOneLine(source.text.slice(detail.start, detail.end)) }),
    range: lines.rangeOf(of),
    selectionRange: lines.rangeOf(at),
    ...(inside === undefined || inside.length === 0 ? {} : { children: [...inside] }),
  };
}

function onOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}

function symbolsOf(statement: Statement, snapshot: Snapshot): readonly DocumentSymbol[] {
  const named = (name: Name | Missing | StringLiteral, rest: Partial<Symbol> = {}) =>
    name.kind === "Missing"
      ? (rest.inside ?? [])
      : [
          symbol(
            { kind: statement.kind as Symbol["kind"], name: textOf(name), at: name, of: statement, ...rest },
            snapshot,
          ),
        ];
  const within = (statements: readonly Statement[]) => statements.flatMap((one) => symbolsOf(one, snapshot));
  switch (statement.kind) {
    case "Model":
      return named(statement.name, { inside: within(statement.body.statements) });
    case "Block":
      return named(statement.name, {
        inside: [
          ...statement.parameters.map(({ name, type, ...parameter }) =>
            symbol({ kind: "Parameter", name: name.text, at: name, of: parameter, detail: type }, snapshot),
          ),
          ...within(statement.body.statements),
        ],
      });
    case "Repeat":
      return [worded(statement, "repeat", snapshot, within(statement.body.statements), statement.over)];
    case "Import":
      return named(statement.path);
    case "Const":
    case "Param":
      return named(statement.name, { detail: statement.value });
    case "Input":
      return named(statement.name, { detail: statement.type });
    case "Target":
      return named(statement.name, { detail: statement.type.kind === "Type" ? statement.type : undefined });
    case "Layer":
      return named(statement.name, { detail: stepsOf(statement.steps) });
    case "Flow":
      return statement.names.flatMap((name) =>
        named(name, { detail: stepsOf([statement.source, ...statement.steps]) }),
      );
    case "Compile":
    case "Train":
      return [
        worded(statement, statement.kind.toLowerCase(), snapshot, settingsOf(statement.settings, snapshot)),
      ];
    case "Data":
      return [worded(statement, "data", snapshot, settingsOf(statement.settings, snapshot), statement.path)];
    case "Test":
      return named(statement.title);
    default:
      return [];
  }
}

function textOf(name: Name | StringLiteral): string {
  return name.kind === "Name" ? name.text : name.value === "" ? '""' : name.value;
}

/** A form that has no name of its own is shown by its word. */
function worded(
  statement: Extract<Statement, { kind: "Repeat" | "Compile" | "Train" | "Data" }>,
  word: string,
  snapshot: Snapshot,
  inside: readonly DocumentSymbol[],
  detail?: Stretch,
): DocumentSymbol {
  const at = { start: statement.start, end: Math.min(statement.start + word.length, statement.end) };
  return symbol({ kind: statement.kind, name: word, at, of: statement, detail, inside }, snapshot);
}

function settingsOf({ items }: Settings, snapshot: Snapshot): readonly DocumentSymbol[] {
  return items
    .filter((item): item is Setting => item.kind === "Setting")
    .map((item) =>
      symbol(
        { kind: "Setting", name: item.key.text, at: item.key, of: item, detail: stepsOf(item.entries) },
        snapshot,
      ),
    );
}

/** From the first to the last. */
function stepsOf(parts: readonly Stretch[]): Stretch | undefined {
  const [first, last] = [parts[0], parts.at(-1)];
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}
