/** The chosen model as a TypeScript module. It brings ts-morph along, so it is loaded when somebody looks at it. */
import { kebabCase } from "../../src/cli/running/kebab-case.ts";
import { version } from "../../src/cli/version.ts";
import { printModule } from "../../src/codegen/typescript/print-module.ts";
import { library } from "../../src/library/index.ts";
import { Problem } from "../../src/problem.ts";
import { programFile } from "../program-file.ts";
import { compileProgram } from "./compile-program.ts";
import type { ProgramRequest, Requests } from "./messages.ts";

export async function printTypescript(request: ProgramRequest): Promise<Requests["typescript"]["answer"]> {
  const { model, sources } = compileProgram(request);
  if (model === undefined)
    return { problem: "The program has errors; its TypeScript is printed once they are gone." };
  try {
    const hash = await hashOf(request.text);
    const origin = { file: programFile, hash, version, engine: "tfjs-wasm" };
    const text = printModule({ model, library, sources, backend: "wasm", origin });
    return { text, file: `${kebabCase(model.name)}.ts` };
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message };
    throw error;
  }
}

async function hashOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
