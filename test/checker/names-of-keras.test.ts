/** The names of Keras that are said to be missing are missing: whoever adds one takes it off the list. */
import { expect, it } from "vitest";
import { categoryWords } from "../../src/checker/category-words.ts";
import { helpForKerasName } from "../../src/checker/names-of-keras.ts";
import { library } from "../../src/library/index.ts";

it("no name of the library is called missing", () => {
  const missing = Object.entries(library).flatMap(([category, { names }]) => {
    const what = category === "layers" ? "layer or block" : (categoryWords.get(category) ?? category);
    return names.filter((name: string) => helpForKerasName(what, name) !== undefined);
  });
  expect(missing).toEqual([]);
});

it("knows a missing name in any spelling", () => {
  for (const name of ["conv3d", "Conv3D", "conv_3d"])
    expect(helpForKerasName("layer or block", name)).toBe(
      "It is Keras's, and not in this library yet; `nnc list` shows what there is.",
    );
});
