/** What has to hold after a storm, for the small one of every test run and the large one of its own command. */
import { compile } from "../../../src/compile.ts";
import { diagnosticsOf } from "../../../src/language-server/diagnostics.ts";
import { folder, openText } from "../open-text.ts";
import type { StormReport } from "./storm.ts";

/** Everything that is wrong, in words; nothing where all is well. */
export function damages({ failures, texts, reported }: StormReport): readonly string[] {
  const said = Object.keys(texts).flatMap((file) => [
    ...unlessSame(`fresh diagnostics of ${file}`, freshDiagnostics(file, texts), reported[file]),
    ...unlessSame(
      `what \`nnc check\` finds in ${file}`,
      codesOf(file, texts),
      reportedCodes(file, texts, reported[file]),
    ),
  ]);
  return [...failures, ...said];
}

function freshDiagnostics(file: string, texts: StormReport["texts"]): unknown {
  const { snapshot } = openText(texts[file], { files: texts }, `${folder}/${file}`);
  return diagnosticsOf(snapshot);
}

function codesOf(file: string, texts: StormReport["texts"]): readonly string[] {
  const readImport = (path: string) =>
    Object.hasOwn(texts, path) ? { file: path, text: texts[path] } : undefined;
  return compile({ file, text: texts[file] }, { readImport })
    .diagnostics.filter(({ span }) => span.file === file)
    .map(({ code, message }) => `${code} ${message}`);
}

/** Without those that stand here because of what is wrong in another file. */
function reportedCodes(
  file: string,
  texts: StormReport["texts"],
  reported: readonly unknown[],
): readonly string[] {
  const others = Object.keys(texts).filter((other) => other !== file);
  return (reported as readonly { code: string; message: string }[])
    .filter(({ message }) => !others.some((other) => message.startsWith(`In \`${other}\``)))
    .map(({ code, message }) => `${code} ${message}`);
}

function unlessSame(what: string, expected: unknown, found: unknown): readonly string[] {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(found)];
  const isSame = a === b || (Array.isArray(expected) && Array.isArray(found) && startsSame(expected, found));
  return isSame ? [] : [`${what} differ:\n  ${a}\n  ${b}`];
}

/** An editor shows a message and its help as one. */
function startsSame(expected: readonly unknown[], found: readonly unknown[]): boolean {
  return (
    expected.length === found.length && expected.every((one, i) => String(found[i]).startsWith(String(one)))
  );
}
