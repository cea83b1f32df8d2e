/** Names that mean something to JavaScript mean nothing here. */
import { expect, it } from "vitest";
import { format } from "../../src/parser/format.ts";
import { parse } from "../../src/parser/parse.ts";
import { expectSound } from "./expect-sound.ts";

const names = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "then",
  "toJSON",
  "default",
  "class",
  "await",
  "arguments",
  "_",
  "a".repeat(10_000),
];

for (const name of names) {
  it(`${name.slice(0, 20)} may stand wherever a name may`, () => {
    const text = `import { ${name} } from "./a.nn"
const ${name} = ${name}
block ${name}(${name}: ${name} = ${name}(${name}=${name})) { ${name} }
model ${name} {
  input ${name}: ${name}[${name}]
  target ${name}: ${name}
  layer ${name} = ${name} -> ${name}
  (${name}, ${name}) = ${name} -> ${name}(${name}=${name})
  repeat ${name} in [${name}] { ${name} }
  compile { ${name} ${name}: ${name} }
  output ${name}, ${name}
}
data "${name}" { ${name} = [${name}, ${name}..${name}] -> ${name}; ${name} ${name} }
`;
    expect(parse({ file: "a.nn", text }).diagnostics).toEqual([]);
    expectSound(text);
    expect(format({ file: "a.nn", text })).toContain(`model ${name} {`);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
}
