import type { CompletionItem } from "vscode-languageserver-types";
import { library } from "../library/index.ts";
import type { Category } from "../library/library.ts";
import { describeEntry } from "./hover/describe-entry.ts";

/** The item with the documentation of its entry: made only for the item that somebody looks at. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
  const { category, name } = (item.data ?? {}) as { readonly category?: string; readonly name?: string };
  if (category === undefined || name === undefined || !Object.hasOwn(library, category)) return item;
  const entry = library[category as Category].find(name);
  if (entry === undefined) return item;
  return { ...item, documentation: { kind: "markdown", value: describeEntry(category as Category, entry) } };
}
