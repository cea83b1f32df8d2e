/** Checks a model once and keeps the machine code of the chunks that this took: `node scripts/keep-code.cjs dist/cli/main.js model.nn`. */
const { writeFileSync } = require("node:fs");
const { resolve } = require("node:path");
const { codeFile, loadChunk } = require("../bin/load-chunk.js");

const [main, model] = process.argv.slice(2);
process.argv.splice(2, 2, "check", model);
const scripts = new Map();
loadChunk(resolve(main), new Map(), scripts);
process.on("exit", () => {
  for (const [file, script] of scripts) writeFileSync(codeFile(file), script.createCachedData());
});
