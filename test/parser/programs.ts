/** The sample programs of this room, by name. */
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("programs/", import.meta.url);

export const programs: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(".nn"))
    .sort()
    .map((file) => [file.replace(/\.nn$/, ""), readFileSync(new URL(file, folder), "utf8")]),
);
