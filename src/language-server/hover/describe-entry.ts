/** A thing of the library as hover, completion and signature help show it: how it is written, and what it does. */

import type { Entry } from "../../library/entry.ts";
import type { Category } from "../../library/library.ts";
import { signature } from "../../library/signature.ts";
import { code, paragraphs } from "./markdown.ts";

const nouns: Record<Category, string> = {
  layers: "layer",
  activations: "activation",
  initializers: "initializer",
  regularizers: "regularizer",
  constraints: "constraint",
  optimizers: "optimizer",
  schedules: "schedule",
  losses: "loss",
  metrics: "metric",
  callbacks: "callback",
};

export function nounOf(category: Category): string {
  return nouns[category];
}

/** What others call it follows its documentation. Without `signed` the signature is left out, where it stands already. */
export function describeEntry(category: Category, entry: Entry, signed = true): string {
  const others = entry.aliases.map((alias) => `\`${alias}\``);
  const known = `${capitalized(nounOf(category))}, Keras's \`${entry.keras}\`${others.length === 0 ? "" : `; also ${others.join(", ")}`}.`;
  return paragraphs(signed ? code(signature(entry)) : undefined, entry.doc, `*${known}*`);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
