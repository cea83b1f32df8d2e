/**
 * What the formatter prints: text with places where a line may break. A hard break means "be at a line's beginning",
 * so two of them are one, and no order of comments and breaks can leave an empty line or swallow code.
 */
export type Document =
  | string
  | readonly Document[]
  /** A line break in a broken group, `flat` otherwise. */
  | { readonly kind: "line"; readonly flat: string }
  /** At a line's beginning; with `blank` there is an empty line above. */
  | { readonly kind: "fresh"; readonly blank: boolean }
  /** On one line if it fits and holds no hard break. */
  | { readonly kind: "group"; readonly content: Document; readonly broken: boolean; readonly ending: Ending }
  | { readonly kind: "indent"; readonly content: Document }
  /** Lines inside begin at the column where this begins, unless that is far to the right: then one step further in. */
  | { readonly kind: "align"; readonly content: Document }
  /** As many parts on a line as fit; `separators[i]` stands between part i and part i + 1. */
  | { readonly kind: "fill"; readonly parts: readonly Document[]; readonly separators: readonly Document[] }
  /** A comment in the middle of a line. */
  | { readonly kind: "comment"; readonly text: string }
  /** A comment at the end of whatever line this turns out to be on. */
  | { readonly kind: "suffix"; readonly text: string }
  | { readonly kind: "choice"; readonly broken: Document; readonly flat: Document };

/** How a stretch ends: plainly, with a comment to which nothing may be added, or not on one line at all. */
export type Ending = "plain" | "suffix" | "broken";

export const fresh: Document = { kind: "fresh", blank: false };
export const blank: Document = { kind: "fresh", blank: true };
/** A break, or nothing. */
export const softLine: Document = { kind: "line", flat: "" };
/** A break, or a space. */
export const spaceLine: Document = { kind: "line", flat: " " };

export function group(content: Document, broken = false): Document {
  const ending = broken ? "broken" : endingOf(content, "plain");
  return { kind: "group", content, broken: ending === "broken", ending };
}

export function indent(content: Document): Document {
  return { kind: "indent", content };
}

export function align(content: Document): Document {
  return { kind: "align", content };
}

/** Whether a document ends with a comment that closes its line. */
export function endsLine(document: Document): boolean {
  return endingOf(document, "plain") === "suffix";
}

/** How a line ends after a document: text after a closing comment, and hard breaks, cannot be on one line. */
function endingOf(document: Document, before: Ending): Ending {
  if (before === "broken") return "broken";
  if (typeof document === "string")
    return document === "" ? before : before === "suffix" ? "broken" : "plain";
  if ("length" in document) return sequenceEnding(document, before);
  switch (document.kind) {
    case "fresh":
      return "broken";
    case "suffix":
      return before === "suffix" ? "broken" : "suffix";
    case "comment":
      if (before === "suffix") return "broken";
      return document.text.includes("\n") ? "suffix" : "plain";
    case "line":
      return endingOf(document.flat, before);
    case "choice":
      return endingOf(document.flat, before);
    case "group":
      if (document.ending === "broken") return "broken";
      return before === "suffix" ? "broken" : document.ending;
    case "fill":
      return sequenceEnding(interleaved(document.parts, document.separators), before);
    default:
      return endingOf(document.content, before);
  }
}

function sequenceEnding(documents: readonly Document[], before: Ending): Ending {
  let ending = before;
  for (const document of documents) ending = endingOf(document, ending);
  return ending;
}

function interleaved(parts: readonly Document[], separators: readonly Document[]): Document[] {
  return parts.flatMap((part, i) => (i < separators.length ? [part, separators[i]!] : [part]));
}
