/** The one guard of paths: a path in a file stays inside the project folder, whatever it says. */
import { messages } from "../diagnostics/messages.ts";
import type { Span } from "../source.ts";
import { type Scope, say } from "./scope.ts";

/** The path as seen from the project folder, or undefined after a report. It is relative to the file that says it. */
export function projectPath(path: string, span: Span, scope: Scope): string | undefined {
  const resolved = resolveInProject(scope.file, path);
  if ("path" in resolved) return resolved.path;
  say(scope, messages.pathOutside, span, { path, why: resolved.why });
  return undefined;
}

/** Joins a path to the folder of the file that names it; a file given by an absolute path has its own folder as its project. */
export function resolveInProject(
  from: string,
  path: string,
): { readonly path: string } | { readonly why: string } {
  const why = strangeness(path);
  if (why !== undefined) return { why };
  const folder = from.replaceAll("\\", "/").split("/").slice(0, -1);
  const outside = folder[0] === "" || folder.includes("..") || /^[A-Za-z]:$/.test(folder[0] ?? "");
  const floor = outside ? folder.length : 0;
  const steps = folder.filter((step, i) => outside || (step !== "." && (step !== "" || i === 0)));
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.length > floor) steps.pop();
    else return { why: "it leaves the project folder" };
  }
  return { path: steps.join("/") };
}

function strangeness(path: string): string | undefined {
  if (path === "") return "it is empty";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(path)) return "it holds a control character";
  if (/^[A-Za-z][A-Za-z0-9+.-]+:/.test(path)) return "it is an address, not a file";
  if (path.includes("\\")) return "it holds a backslash; write `/` between folders";
  if (path.startsWith("/") || path.startsWith("~") || /^[A-Za-z]:/.test(path))
    return "it is an absolute path";
  return undefined;
}
