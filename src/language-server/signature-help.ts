/** The parameters of the call around a cursor, the one that is being written marked. */
import type { ParameterInformation, SignatureHelp } from "vscode-languageserver-types";
import { docComment } from "../parser/doc-comment.ts";
import type { Argument, TreeNode } from "../parser/tree.ts";
import { type Called, calledBy } from "./completion/callee.ts";
import { calleeOf, positionOf } from "./completion/context-of.ts";
import { cursorPath } from "./completion/cursor-path.ts";
import { type Here, hereAt } from "./completion/here.ts";
import { describeDefault } from "./hover/describe-argument.ts";
import { plainSignature } from "./plain-signatures.ts";
import type { Snapshot } from "./snapshot.ts";

/** Null outside of all parentheses, and where what is called is not known. */
export function signatureHelp(snapshot: Snapshot, offset: number): SignatureHelp | null {
  const cursor = cursorPath(snapshot, offset);
  const at = cursor.path.findLastIndex(({ kind }) => kind === "Argument");
  const argument = cursor.path[at];
  const callee = argument?.kind === "Argument" ? calleeOf(cursor.path, at) : undefined;
  if (argument?.kind === "Argument") {
    const plain = plainHelp(cursor.path, at, argument);
    if (plain !== undefined) return plain;
  }
  const here = hereAt(snapshot, cursor);
  const called = callee === undefined ? undefined : calledBy(callee, here.scope);
  if (called === undefined || callee === undefined || called.parameters.length === 0) return null;
  const active = activeParameter(argument as Argument, positionOf(argument as Argument, callee.call), called);
  return {
    signatures: [signatureOf(called, here)],
    activeSignature: 0,
    ...(active < 0 ? {} : { activeParameter: active }),
  };
}

/** Of a function of numbers or a type: every way to write it, the one that the arguments so far begin. */
function plainHelp(path: readonly TreeNode[], at: number, argument: Argument): SignatureHelp | undefined {
  const [holder, list] = [path[at - 2], path[at - 1]];
  const name = holder?.kind === "Call" || holder?.kind === "Type" ? holder.name?.text : undefined;
  const found = name === undefined ? undefined : plainSignature(name, holder?.kind === "Type");
  const as = calleeOf(path, at)?.as;
  const isTyped = typeof as === "object" && "type" in as;
  const isNumeric = holder?.kind === "Type" || as === "function" || isTyped;
  if (found === undefined || list?.kind !== "Arguments" || !isNumeric) return undefined;
  const [first] = list.items;
  const begun = { String: 1, Binary: 2 }[first?.value.kind as string] ?? 0;
  const position = list.items.indexOf(argument);
  const documentation = { kind: "markdown" as const, value: found.doc };
  return {
    signatures: found.ways.map((parameters) => ({
      label: `${name}(${parameters.join(", ")})`,
      parameters: parameters.map((label) => ({ label })),
      documentation,
    })),
    activeSignature: Math.min(begun, found.ways.length - 1),
    activeParameter: Math.min(position, (found.ways[begun] ?? found.ways[0]).length - 1),
  };
}

function activeParameter({ name }: Argument, position: number, { parameters }: Called): number {
  if (name !== undefined) return parameters.findIndex((parameter) => parameter.name === name.text);
  return position < parameters.length ? position : -1;
}

function signatureOf(called: Called, here: Here) {
  const parameters: ParameterInformation[] = [];
  let label = `${called.name}(`;
  for (const { name, kind, otherwise } of called.parameters) {
    if (parameters.length > 0) label += ", ";
    const start = label.length;
    label += otherwise === undefined ? `${name}: ${kind.name}` : `${name}=${otherwise}`;
    const value = `${kind.name}. ${describeDefault(otherwise)}`;
    parameters.push({ label: [start, label.length], documentation: { kind: "markdown", value } });
  }
  const doc = docOf(called, here);
  return {
    label: `${label})`,
    parameters,
    ...(doc === undefined ? {} : { documentation: { kind: "markdown" as const, value: doc } }),
  };
}

function docOf({ entry, block }: Called, { compiled }: Here): string | undefined {
  if (entry !== undefined) return entry.entry.doc;
  const parsed = block === undefined ? undefined : compiled.index.files.get(block.file)?.parsed;
  return parsed === undefined || block === undefined ? undefined : docComment(parsed, block.statement.start);
}
