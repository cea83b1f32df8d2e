/** URIs of texts and the paths that they stand for. Clients escape them differently, so they are compared as paths only. */

/**
 * The path of a `file:` URI (`/home/a.nn`, `c:/a.nn`); of any other its scheme too (`untitled:Untitled-1`), since an editor shows
 * an older version of a file under the same path.
 */
export function uriPath(uri: string): string {
  const [, scheme = "", rest] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(uri) ?? ["", "", uri];
  const path = decoded(rest.replace(/^\/\/[^/]*/, ""));
  if (scheme === "") return path;
  if (scheme !== "file") return `${scheme}:${path}`;
  return /^\/[A-Za-z]:/.test(path) ? path[1].toLowerCase() + path.slice(2) : path;
}

/** The URI of a path from the project folder, or of an absolute one. */
export function fileUri(folder: string | undefined, file: string): string {
  // Half a character cannot be escaped.
  const whole = file.replace(/[\ud800-\udfff]/gu, "\ufffd");
  const escaped = whole.split("/").map(encodeURIComponent).join("/");
  if (/^[A-Za-z]:/.test(file)) return `file:///${escaped}`;
  if (file.startsWith("/") || folder === undefined) return `file://${escaped}`;
  return `${folder}/${escaped}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
