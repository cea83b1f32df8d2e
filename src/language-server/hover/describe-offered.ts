/** A word that nothing has resolved, most often since its statement is half written: what completion would offer there by that name. */
import { completion } from "../completion.ts";
import { resolveCompletion } from "../resolve-completion.ts";
import type { Snapshot } from "../snapshot.ts";
import { code, paragraphs } from "./markdown.ts";

export function describeOffered(
  snapshot: Snapshot,
  { startOffset, image }: { readonly startOffset: number; readonly image: string },
): string | undefined {
  const offered = completion(snapshot, startOffset, { snippets: false }).find(
    ({ label }) => label.replace(/[=:]$/, "") === image,
  );
  if (offered === undefined) return undefined;
  const { documentation, detail, data } = resolveCompletion(offered);
  const text = typeof documentation === "object" ? documentation.value : documentation;
  const isWhole = data !== undefined || text?.startsWith("```") === true;
  if (isWhole && text !== undefined) return text;
  return paragraphs(code(image), text ?? (detail === undefined ? undefined : `*${detail}*`));
}
