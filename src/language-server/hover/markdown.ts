/** The few forms of Markdown that hovers are made of. */

/** Code of the language, lines broken at commas so that no editor has to scroll. */
export function code(text: string): string {
  return `\`\`\`nn\n${broken(text)}\n\`\`\``;
}

/** Paragraphs, empty ones left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

const width = 76;

function broken(text: string): string {
  if (text.length <= width || text.includes("\n")) return text;
  const lines = [""];
  for (const piece of text.split(/(?<=, )/)) {
    const line = lines[lines.length - 1];
    if (line !== "" && line.length + piece.trimEnd().length > width) lines.push(`  ${piece}`);
    else lines[lines.length - 1] = line + piece;
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}
