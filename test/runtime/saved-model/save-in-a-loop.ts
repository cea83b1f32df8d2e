/** A process to be killed: saves a model again and again, each time with other numbers, and says when the first is there. */
import { saveModel } from "../../../src/runtime/saved-model/saved-model-file.ts";
import { savedModel } from "./saved-model-fixture.ts";

for (let generation = 1; ; generation++) {
  saveModel(process.argv[2], savedModel(generation));
  if (generation === 1) process.stdout.write("saved\n");
}
