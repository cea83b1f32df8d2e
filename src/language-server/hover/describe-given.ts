/** A number, text or word that is given to something: what the argument that it is for takes. */
import type { TreeNode } from "../../parser/tree.ts";
import { baseArgumentDocs } from "../base-argument-docs.ts";
import { calledBy } from "../completion/callee.ts";
import { calleeOf, positionOf } from "../completion/context-of.ts";
import { cursorPath } from "../completion/cursor-path.ts";
import { hereAt } from "../completion/here.ts";
import type { Snapshot } from "../snapshot.ts";
import { describeArgument } from "./describe-argument.ts";

/** Undefined where it stands in no argument, and for a name that the argument does not take. */
export function describeGiven(path: readonly TreeNode[], snapshot: Snapshot): string | undefined {
  const at = path.findLastIndex(({ kind }) => kind === "Argument");
  const argument = path[at];
  const isWithin = path.slice(at + 1, -1).every(({ kind }) => carriers.has(kind));
  const callee = argument?.kind === "Argument" && isWithin ? calleeOf(path, at) : undefined;
  if (argument?.kind !== "Argument" || callee === undefined) return undefined;
  const { scope } = hereAt(snapshot, cursorPath(snapshot, argument.start));
  const called = calledBy(callee, scope);
  const position = positionOf(argument, callee.call);
  const parameter = called?.parameters.find(({ name }, i) =>
    argument.name === undefined ? i === position : name === argument.name.text,
  );
  if (called === undefined) return undefined;
  if (parameter === undefined) return baseArgumentDocs[argument.name?.text ?? ""];
  const isWord = path.at(-1)?.kind === "Name";
  return isWord && parameter.kind.words === undefined ? undefined : describeArgument(parameter, called.name);
}

/** What passes on the argument around it to what is inside. */
const carriers: ReadonlySet<TreeNode["kind"]> = new Set(["List", "Tuple", "Group", "Unary", "Binary"]);
