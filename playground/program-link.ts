/** A program in an address: deflated and written in base64url behind `#nn=`, so that it never leaves the browser. */

const key = "#nn=";
/** A link of this page or of another version of it. */
const anyKey = /^#nn\d*=/;
/** Longer programs are nobody's; this keeps a forged link from filling the memory. */
const mostCharacters = 1_000_000;

export async function fragmentOf(text: string): Promise<string> {
  const deflated = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  const binary = Array.from(deflated, (byte) => String.fromCharCode(byte)).join("");
  return key + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The program of a fragment; undefined where it holds none, or one that is damaged. */
export async function programIn(fragment: string): Promise<string | undefined> {
  if (!fragment.startsWith(key)) return undefined;
  try {
    const binary = atob(fragment.slice(key.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const text = await through(bytes, new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch {
    return undefined;
  }
}

export function holdsProgram(fragment: string): boolean {
  return anyKey.test(fragment);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of chunks(new Blob([bytes]).stream().pipeThrough(stream))) {
    size += part.length;
    if (size > 4 * mostCharacters) throw new RangeError("the program of the link is too long");
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}

async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
