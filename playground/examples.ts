/** The programs that the page offers: those of the examples, by name, each with the first sentence of its documentation. */

export interface Example {
  readonly name: string;
  readonly text: string;
  readonly about: string;
}

const texts = import.meta.glob<string>("../examples/*.nn", { query: "?raw", import: "default", eager: true });

/** The first is what a new reader sees. */
const first = "digits_cnn";

export const examples: readonly Example[] = Object.entries(texts)
  .map(([path, text]) => ({ name: nameOf(path), text, about: aboutOf(text) }))
  .toSorted((a, b) => Number(b.name === first) - Number(a.name === first) || (a.name < b.name ? -1 : 1));

function nameOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.nn$/, "");
}

function aboutOf(text: string): string {
  return /^\/\/\/ *([^\n]*)/.exec(text)?.[1] ?? "";
}
