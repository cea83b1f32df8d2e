/** A program in an address: it comes back as it was, and what is no such address gives nothing. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { fragmentOf, programIn } from "../../playground/program-link.ts";

it("gives back every text, in letters that an address may hold", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 300 }), async (text) => {
      const fragment = await fragmentOf(text);
      expect(fragment).toMatch(/^#nn=[A-Za-z0-9_-]*$/);
      expect(await programIn(fragment)).toBe(text);
    }),
    { numRuns: 50, seed: 13 },
  );
});

it("finds no program in a damaged or foreign fragment", async () => {
  for (const fragment of ["", "#", "#tab", "#nn=", "#nn=%%%", "#nn=AAAA", "#nn=q1YqSSxJVLJSSs5PVdJRKkotSy0q"])
    expect(await programIn(fragment)).toBeUndefined();
});

it("refuses a link that unfolds to more than any program", async () => {
  const fragment = await fragmentOf("a".repeat(5_000_000));
  expect(fragment.length).toBeLessThan(10_000);
  expect(await programIn(fragment)).toBeUndefined();
});
