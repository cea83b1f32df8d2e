/** Reads what may stand at a cursor off the way down to it. */
import type { Form } from "../../checker/setting-docs.ts";
import type { Category } from "../../library/library.ts";
import type { Argument, Call, DataStatement, Flow, Setting, Settings, TreeNode } from "../../parser/tree.ts";
import type { Callee, Context, Place } from "./context.ts";

type Path = readonly TreeNode[];

const nothing: Context = { kind: "nothing" };

/** `path` ends with the stand-in for the word at the cursor. */
export function contextOf(path: Path): Context {
  const at = path.findLastIndex(({ kind }) => decides.has(kind));
  const node = path[at];
  switch (node?.kind) {
    case "Argument":
      return inArgument(path, at, node);
    case "Flow":
      return inFlow(path, at, node);
    case "Setting":
      return inSetting(path, at, node);
    case "Type":
      return inType(path, at);
    case "Layer":
      return path[at + 1] === node.name ? nothing : { kind: "shared-step" };
    case "Output":
      return { kind: "output", statement: node };
    case "Target":
      return path[at + 1] === node.name ? { kind: "target" } : { kind: "expression" };
    case "Import":
      if (node.names.includes(path[at + 1] as never)) return { kind: "import", statement: node };
      return node.path.kind === "Missing" ? { kind: "path", statement: node } : nothing;
    case "Data":
      return node.path.kind === "Missing" ? { kind: "path", statement: node } : nothing;
    case "Assert":
      return { kind: "assert", isLimit: isRight(path, at + 1) };
    case "Const":
    case "Param":
    case "Parameter":
      if (path[at + 1] === node.name) return nothing;
      if (node.kind === "Param" && path[at + 1] === node.within && node.within?.kind !== "List")
        return { kind: "search" };
      if (node.type !== undefined) return { kind: "typed-value", type: node.type };
      return { kind: path[at + 1]?.kind === "Name" ? "constant" : "expression" };
    case "Input":
      return path[at + 1] === node.name ? nothing : { kind: "expression" };
    case "Repeat":
      if (node.names.includes(path[at + 1] as never)) return nothing;
      return { kind: node.names.length === 0 ? "count" : "items" };
    default:
      return nothing;
  }
}

/** Whether the way goes down on the right of a comparison. */
function isRight(path: Path, at: number): boolean {
  const node = path[at];
  return node?.kind === "Binary" && path[at + 1] === node.right;
}

/** The nodes that say what their children may be; lists, groups and operators pass on what is around them. */
const decides: ReadonlySet<TreeNode["kind"]> = new Set([
  "Argument",
  "Flow",
  "Setting",
  "Type",
  "Layer",
  "Output",
  "Target",
  "Import",
  "Assert",
  "Const",
  "Param",
  "Parameter",
  "Input",
  "Repeat",
  "Model",
  "Block",
  "Data",
  "Test",
]);

function inArgument(path: Path, at: number, argument: Argument): Context {
  const callee = calleeOf(path, at);
  if (callee === undefined) return { kind: "expression" };
  if (path[at + 1] === argument.name) return { kind: "argument", callee, position: -1, nested: false };
  const nested = path[at + 1]?.kind !== "Name";
  if (argument.name !== undefined)
    return { kind: "argument-value", callee, name: argument.name.text, nested };
  return { kind: "argument", callee, position: positionOf(argument, callee.call), nested };
}

/** Its place among the arguments without a name. */
export function positionOf(argument: Argument, call: Call): number {
  return call.arguments.items.filter(({ name }) => name === undefined).indexOf(argument);
}

/** The call around an argument, and the room that its name belongs to; the arguments of types have neither. */
export function calleeOf(path: Path, at: number): Callee | undefined {
  const call = path[at - 2];
  if (call?.kind !== "Call") return undefined;
  const outer = path.slice(0, at - 2).findLastIndex(({ kind }) => decides.has(kind));
  return { call, as: roomOf(call, path, outer) };
}

function roomOf(call: Call, path: Path, at: number): Callee["as"] {
  const around = path[at];
  switch (around?.kind) {
    case "Argument": {
      const callee = calleeOf(path, at);
      return callee === undefined ? "function" : { callee, argument: around };
    }
    case "Layer":
      return "step";
    case "Const":
    case "Param":
    case "Parameter":
      return around.type === undefined ? "function" : { type: around.type };
    case "Setting":
      return settingCategory(around.key.text) ?? "function";
    case "Flow":
      if (around.source !== call && !around.steps.includes(call)) return "function";
      return path.some(({ kind }) => kind === "Data") ? "preparation" : "step";
    default:
      return "function";
  }
}

/** The room of the library that a setting's value comes from. */
export function settingCategory(key: string): Category | undefined {
  return settingCategories.get(key);
}

const settingCategories: ReadonlyMap<string, Category> = new Map([
  ["optimizer", "optimizers"],
  ["loss", "losses"],
  ["metrics", "metrics"],
  ["weighted_metrics", "metrics"],
  ["callbacks", "callbacks"],
]);

function inFlow(path: Path, at: number, flow: Flow): Context {
  const child = path[at + 1];
  const data = path.findLast((node) => node.kind === "Data") as DataStatement | undefined;
  if (data !== undefined) return inBinding(child, flow, data, path);
  if (flow.names.includes(child as never)) return nothing;
  const index = flow.steps.indexOf(child as never);
  if (index !== -1) return { kind: "step", flow, index };
  if (child !== flow.source) return nothing;
  if (child.kind !== "Name")
    return { kind: "source", several: child.kind === "Tuple" || child.kind === "Group" };
  if (flow.names.length > 0 || flow.steps.length > 0) return { kind: "source", several: false };
  return { kind: "statement", place: placeOf(path, at) };
}

/** `image = [p00..p77] -> rescaling(1 / 255)` in `data`. */
function inBinding(child: TreeNode | undefined, flow: Flow, data: DataStatement, path: Path): Context {
  const settings = path.findLast((node) => node.kind === "Settings") as Settings;
  if (flow.names.includes(child as never)) return { kind: "data-name", settings };
  if (flow.steps.includes(child as never)) return { kind: "preparation" };
  return { kind: "column", data, flow };
}

function placeOf(path: Path, at: number): Place {
  const holder = path[at - 2];
  return holder?.kind === "Model" || holder?.kind === "Block" || holder?.kind === "Repeat"
    ? holder.kind
    : "File";
}

const formsByKind: ReadonlyMap<TreeNode["kind"], Form> = new Map([
  ["Compile", "compile"],
  ["Train", "train"],
  ["Data", "data"],
  ["Test", "test"],
]);

function inSetting(path: Path, at: number, setting: Setting): Context {
  const settings = path[at - 1] as Settings;
  const holder = path[at - 2];
  const form = holder === undefined ? undefined : formsByKind.get(holder.kind);
  if (form === undefined) return nothing;
  if (path[at + 1] === setting.key)
    return { kind: "setting-key", form, settings, ...(holder.kind === "Data" ? { data: holder } : {}) };
  const entry = path[at + 1];
  const isValue = entry?.kind === "Entry" && path[at + 2] !== entry.key;
  return { kind: "setting-value", form, setting, entry: isValue ? entry : undefined };
}

function inType(path: Path, at: number): Context {
  const [type, child, holder] = [path[at], path[at + 1], path[at - 1]];
  if (type?.kind !== "Type") return nothing;
  if (child === type.dims) return { kind: "dim" };
  if (child !== type.name) return { kind: "expression" };
  return { kind: "type", of: holder?.kind === "Input" || holder?.kind === "Target" ? "value" : "parameter" };
}
