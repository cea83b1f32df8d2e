/** The programs in the explanations of messages: the wrong one is reported by that code, the repaired one is not. */
import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { messages } from "../../src/diagnostics/messages.ts";

/** About data and runs, or about the size of a file: no short program alone shows them. */
const notByOneProgram = /^NN[67]|^NN211|^NN213|^NN011|^NN032/;

for (const [name, { code, explanation }] of Object.entries(messages)) {
  const [wrong, repaired] = [...explanation.matchAll(/```nn\n(.*?)```/gs)].map(([, program]) => program);
  if (wrong === undefined || notByOneProgram.test(code)) continue;
  it(`${code} ${name} is what its explanation says`, () => {
    expect(codesIn(wrong)).toContain(code);
    expect(codesIn(repaired)).not.toContain(code);
  });
}

function codesIn(text: string): readonly string[] {
  return compile({ file: "model.nn", text }).diagnostics.map((diagnostic) => diagnostic.code);
}
