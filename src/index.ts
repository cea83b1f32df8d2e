/** The compiler as a library: pure functions over texts. */
export type { Model } from "./checker/model.ts";
export { type Compiled, type CompileOptions, compile } from "./compile.ts";
export type { Diagnostic } from "./diagnostics/diagnostic.ts";
export { format } from "./parser/format.ts";
export type { Source, Span } from "./source.ts";
