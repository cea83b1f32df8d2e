/** The one printer of names. What is no name in TypeScript becomes one; what would mean something else is moved out of the way. */
import { type Code, code, trusted } from "./code.ts";
import { literal } from "./literal.ts";

/** The names taken in a function or in the module; those of the scopes around it count as taken. */
export interface Names {
  /** The wish in camel case, with a number where that is taken: `dense_kernel` → `denseKernel`, `denseKernel2`. */
  readonly take: (wish: string) => Code;
  /** A scope inside this one. */
  readonly inner: (reserved?: readonly string[]) => Names;
}

/** A scope in which nothing is taken but the words of the language, the globals that generated code uses, and `reserved`. */
export function createNames(reserved: readonly string[]): Names {
  return scopeIn(new Set([...WORDS, ...reserved]));
}

/** `.name` or `["any text"]`. */
export function member(object: Code, name: string): Code {
  return isName(name) ? code`${object}.${trusted(name)}` : code`${object}[${literal(name)}]`;
}

/** The key in an object literal or an object type: `name`, `"any text"`, and never the prototype. */
export function propertyKey(name: string): Code {
  if (name === "__proto__") return code`[${literal(name)}]`;
  return isName(name) ? trusted(name) : literal(name);
}

/** A wish for a name, made of words: `["dense_1", "kernel"]` → `dense_1_kernel`. */
export function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== "").join("_");
}

function scopeIn(taken: Set<string>): Names {
  return {
    take: (wish) => {
      const stem = toName(wish);
      let name = stem;
      const separator = /\d$/.test(stem) ? "_" : "";
      for (let number = 2; taken.has(name); number++) name = `${stem}${separator}${number}`;
      taken.add(name);
      return trusted(name);
    },
    inner: (reserved = []) => scopeIn(new Set([...taken, ...reserved])),
  };
}

const LONGEST = 60;

function toName(wish: string): string {
  const name = toCamelCase(wish.replace(/[^A-Za-z0-9_]+/g, "_")).slice(0, LONGEST);
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}

/** `batch_normalization_1` → `batchNormalization1`; what Keras calls `re_lu` is `relu`. */
function toCamelCase(words: string): string {
  const known = words.replace(/(^|_)re_lu/g, "$1relu");
  return known.replace(/(?<=[A-Za-z0-9])_+([A-Za-z0-9]|$)/g, (_, next) => next.toUpperCase());
}

function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

/** Reserved words of TypeScript modules, and the globals that generated code or its compiled form reads. */
const WORDS = (
  "abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else " +
  "enum eval export extends false finally for from function get if implements import in infer instanceof interface is keyof let module " +
  "namespace never new null number object of package private protected prototype public readonly require return set static string super " +
  "switch symbol this throw true try type typeof undefined unique unknown var void while with yield __proto__ " +
  "tf Array ArrayBuffer BigInt Boolean DataView Error Float32Array Float64Array Infinity Int32Array JSON Map Math NaN Number Object Promise " +
  "RangeError Readonly ReadonlyMap Record Set String Symbol TextDecoder Uint32Array Uint8Array globalThis self window process exports"
).split(" ");
