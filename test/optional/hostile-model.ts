/** `npm run test:hostile-model [seed] [runs]`: many models that were changed at random, each given to a command. Ends with 1 where one is our fault. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attack, trainVictim } from "../cli/hostile-model.ts";

const [, , seed = String(process.hrtime.bigint() % 1_000_000n), runs = "2000"] = process.argv;
console.log(`seed ${seed}, ${runs} runs`);
const home = mkdtempSync(join(tmpdir(), "nnc-hostile-"));
const victim = join(home, "victim");
mkdirSync(victim);
await trainVictim(victim);
let damages = 0;
for (let run = 0; run < Number(runs); run++) {
  const found = await attack(victim, Number(seed) + run);
  if (found === undefined) continue;
  damages += 1;
  console.error(found);
}
rmSync(home, { recursive: true, force: true });
console.log(`${damages} damages`);
process.exit(damages === 0 ? 0 : 1);
