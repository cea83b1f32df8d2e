// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of snippets are written so.
/** Names that a statement may refer to: types, dims, outputs, columns of the data, what another file declares. */
import type { Model } from "../../checker/model.ts";
import { resolveInProject } from "../../checker/project-path.ts";
import { docComment } from "../../parser/doc-comment.ts";
import type { DataStatement, Flow, ImportStatement, OutputStatement, Settings } from "../../parser/tree.ts";
import { quantityDocs } from "../quantity-docs.ts";
import type { Snapshot } from "../snapshot.ts";
import { parameterTypeDocs, valueTypeDocs } from "../type-docs.ts";
import { type Candidate, kinds } from "./candidate.ts";
import type { Here } from "./here.ts";
import { flowCandidates } from "./value-candidates.ts";

const typeSnippets: { readonly [name: string]: string } = {
  class: "class(${1:10})",
  onehot: "onehot(${1:10})",
  multilabel: "multilabel(${1:5})",
  real: "real[${1:1}]",
  i32: "i32[${1:time}]",
};

export function typeCandidates(of: "value" | "parameter"): readonly Candidate[] {
  const docs = of === "value" ? valueTypeDocs : parameterTypeDocs;
  return Object.entries(docs).map(([label, documentation]) => ({
    label,
    kind: kinds.type,
    rank: 0,
    detail: "type",
    documentation,
    insert: of === "value" ? (typeSnippets[label] ?? label) : label,
  }));
}

/** Sizes that have a name already in the model around. */
export function sizeCandidates({ scope, compiled }: Pick<Here, "scope" | "compiled">): readonly Candidate[] {
  const own = compiled.index.dims.get(scope);
  if (own === undefined)
    return scope.parent === undefined ? [] : sizeCandidates({ scope: scope.parent, compiled });
  return [...own.keys()].map((label) => ({ label, kind: kinds.constant, rank: 0, detail: "size" }));
}

/** Values that are no output yet. */
export function outputCandidates(
  { names }: OutputStatement,
  here: Here,
  before: number,
): readonly Candidate[] {
  const given = new Set(names.map((name) => (name.kind === "Name" ? name.text : "")));
  return flowCandidates(here, before, 0).filter(({ label }) => !given.has(label));
}

/** A target is paired with the output of its name. */
export function targetCandidates(model: Model | undefined): readonly Candidate[] {
  const taken = new Set(model?.targets.filter(({ implicit }) => !implicit).map(({ name }) => name));
  return (model?.outputs ?? [])
    .filter(({ name }) => !taken.has(name))
    .map(({ name }) => ({
      label: name,
      kind: kinds.value,
      rank: 0,
      insert: `${name}: $0`,
      detail: "output",
    }));
}

/** Inputs and targets that no columns are given to yet. */
export function bindingCandidates(
  model: Model | undefined,
  bound: ReadonlySet<string>,
): readonly Candidate[] {
  const inputs = (model?.inputs ?? []).map(({ name }) => ({ name, detail: "input" }));
  const targets = (model?.targets ?? []).map(({ name }) => ({ name, detail: "target" }));
  return [...inputs, ...targets]
    .filter(({ name }) => !bound.has(name))
    .map(({ name, detail }) => ({
      label: name,
      kind: kinds.value,
      rank: 0,
      detail,
      insert: `${name} = [$0]`,
    }));
}

/** The inputs and targets that a `data` speaks of already. */
export function boundIn({ items }: Settings): ReadonlySet<string> {
  return new Set(items.flatMap((item) => (item.kind === "Flow" ? item.names.map(({ text }) => text) : [])));
}

/** The columns of the data file's header; those that no binding names come first. */
export function columnCandidates(
  { path, settings }: DataStatement,
  flow: Flow,
  { source, surroundings }: Snapshot,
): readonly Candidate[] {
  if (path.kind === "Missing") return [];
  const resolved = resolveInProject(source.file, path.value);
  const columns = "path" in resolved ? surroundings.columnsOf(resolved.path) : undefined;
  const taken = new Set(
    settings.items.flatMap((item) => (item.kind === "Flow" && item !== flow ? columnsIn(item) : [])),
  );
  return (columns ?? []).map((column) => ({
    label: /^[A-Za-z_]\w*$/.test(column) ? column : JSON.stringify(column),
    kind: kinds.field,
    rank: taken.has(column) ? 1 : 0,
    detail: `column of ${path.value}`,
  }));
}

function columnsIn({ source }: Flow): readonly string[] {
  const items = source.kind === "List" || source.kind === "Tuple" ? source.items : [source];
  return items.flatMap((item) =>
    item.kind === "Name" ? [item.text] : item.kind === "String" ? [item.value] : [],
  );
}

/** Blocks and constants of the imported file that are not imported yet. */
export function importCandidates(
  { path, names }: ImportStatement,
  { source, surroundings }: Snapshot,
): readonly Candidate[] {
  if (path.kind === "Missing") return [];
  const resolved = resolveInProject(source.file, path.value);
  const other = "path" in resolved ? surroundings.snapshotOf(resolved.path) : undefined;
  const { scope, parsed } = other?.compiled().index.files.get(other.source.file) ?? {};
  if (scope === undefined) return [];
  const given = new Set(names.map(({ text }) => text));
  const docOf = (start: number) => (parsed === undefined ? undefined : docComment(parsed, start));
  const blocks = [...scope.blocks].map(([label, block]) => ({
    label,
    kind: kinds.block,
    rank: 0,
    detail: `block of ${path.value}`,
    ...documented(block.scope === scope ? docOf(block.statement.start) : undefined),
  }));
  const constants = [...scope.names.keys()].map((label) => ({
    label,
    kind: kinds.constant,
    rank: 1,
    detail: `constant of ${path.value}`,
  }));
  return [...blocks, ...constants].filter(({ label }) => !given.has(label));
}

function documented(documentation: string | undefined): Pick<Candidate, "documentation"> {
  return documentation === undefined ? {} : { documentation };
}

export function quantityCandidates(): readonly Candidate[] {
  return Object.entries(quantityDocs).map(([label, documentation]) => ({
    label,
    kind: kinds.value,
    rank: 0,
    detail: "quantity",
    documentation,
  }));
}
