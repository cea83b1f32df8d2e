/** What stands at a place: documentation, signature, shapes with their arithmetic, values, the meaning of codes and words. */
import type { Hover } from "vscode-languageserver-types";
import type { Meaning } from "../checker/code-index.ts";
import { trainKinds } from "../checker/read-train.ts";
import { settingDocs } from "../checker/setting-docs.ts";
import type { Entry } from "../library/entry.ts";
import type { Kind } from "../library/kind.ts";
import { printPlain } from "../library/print-plain.ts";
import type { Token } from "../parser/token.ts";
import { wordTypes } from "../parser/tokens.ts";
import { baseArgumentDocs } from "./base-argument-docs.ts";
import { formDocs, wordDocs } from "./form-docs.ts";
import { describeArgument, describeDefault } from "./hover/describe-argument.ts";
import { describeComment } from "./hover/describe-comment.ts";
import { describeDeclaration } from "./hover/describe-declaration.ts";
import { describeEntry } from "./hover/describe-entry.ts";
import { describeImaginedStep } from "./hover/describe-imagined-step.ts";
import { describeOffered } from "./hover/describe-offered.ts";
import { describePlace } from "./hover/describe-place.ts";
import { describeStep } from "./hover/describe-step.ts";
import { code, paragraphs } from "./hover/markdown.ts";
import { type NameAt, nameAt } from "./name-at.ts";
import type { Snapshot } from "./snapshot.ts";
import { tokenAt } from "./token-at.ts";
import { stepsOf } from "./traced-steps.ts";
import { parameterTypeDocs, valueTypeDocs } from "./type-docs.ts";

export function hover(snapshot: Snapshot, offset: number): Hover | null {
  const parsed = snapshot.parsed();
  const comment = parsed.comments.find(({ start, end }) => start <= offset && offset <= end);
  const inComment = comment === undefined ? undefined : describeComment(comment, offset);
  if (inComment !== undefined) return shown(inComment.text, inComment, snapshot);
  if (comment !== undefined) return null;
  const token = tokenAt(parsed, offset);
  if (token === undefined) return null;
  const place = { start: token.startOffset, end: token.end };
  const name = nameAt(snapshot, offset);
  const text = name === undefined ? undefined : describeName(name, token, snapshot);
  const described =
    text || describePlace(snapshot, token) || describeWord(token) || describeOffered(snapshot, token);
  return described === undefined ? null : shown(described, place, snapshot);
}

function shown(text: string, place: { start: number; end: number }, { lines }: Snapshot): Hover {
  return { contents: { kind: "markdown", value: text }, range: lines.rangeOf(place) };
}

function describeName({ meaning, declaration, span }: NameAt, token: Token, snapshot: Snapshot): string {
  const step = stepsOf(snapshot).get(span.start);
  const isStep = step !== undefined && step.nameSpan.end === span.end;
  const here = isStep ? describeStep(step) || describeImaginedStep(step, snapshot) : undefined;
  return declaration === undefined
    ? describeMeaning(meaning, token, here)
    : paragraphs(describeDeclaration(declaration, snapshot), here);
}

function describeMeaning(meaning: Meaning | undefined, { image }: Token, here?: string): string {
  switch (meaning?.kind) {
    case "entry":
      return paragraphs(
        resolution(meaning.entry, image),
        describeEntry(meaning.category, meaning.entry, here),
      );
    case "argument":
      return describeArgument(
        { name: meaning.name, ...kindAndDefault(meaning.entry.parameters[meaning.name]) },
        meaning.entry.name,
      );
    case "base-argument":
      return paragraphs(code(image), baseArgumentDocs[meaning.name]);
    case "setting":
      return describeSetting(meaning);
    case "type":
      return paragraphs(
        code(image),
        (meaning.of === "value" ? valueTypeDocs : parameterTypeDocs)[meaning.name],
      );
    default:
      return "";
  }
}

/** Of a name that leaves open what it means (`accuracy`): what was found to be meant. */
function resolution({ name, aliases }: Entry, written: string): string | undefined {
  return written === name || aliases.includes(written) ? undefined : `\`${written}\` means \`${name}\` here.`;
}

function describeSetting({ form, name }: Extract<Meaning, { kind: "setting" }>): string {
  const docs: { readonly [key: string]: string } = settingDocs[form];
  const kinds: { readonly [key: string]: (typeof trainKinds)[keyof typeof trainKinds] } =
    form === "train" ? trainKinds : {};
  const kind = kinds[name];
  const takes =
    kind === undefined
      ? undefined
      : `It takes: ${kind.name}. ${describeDefault(kindAndDefault(kind).otherwise)}`;
  return paragraphs(code(name), docs[name], takes);
}

function kindAndDefault(kind: Kind<unknown>) {
  return { kind, otherwise: kind.default === undefined ? undefined : printPlain(kind.default) };
}

/** A word of the language. */
function describeWord({ image, tokenType }: Token): string {
  if (wordTypes.get(image) !== tokenType) return "";
  if (Object.hasOwn(wordDocs, image)) return paragraphs(code(image), wordDocs[image]);
  if (!Object.hasOwn(formDocs, image)) return "";
  return paragraphs(code(image), formDocs[image as keyof typeof formDocs].doc);
}
