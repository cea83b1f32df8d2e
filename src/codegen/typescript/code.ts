/**
 * Text of a generated file. Only the printers of this room make it (`literal`, `identifier`, `comment`, carried files), so that no
 * name, string or remark of a user's file can stand in it unprinted: the type checker sees to that.
 */
declare const printed: unique symbol;
export type Code = string & { readonly [printed]: true };

/** Code with code put in. What stands in the template itself is our own. */
export function code(template: TemplateStringsArray, ...parts: readonly Code[]): Code {
  return trusted(template.reduce((text, next, i) => text + parts[i - 1] + next));
}

/** Pieces with a separator between. */
export function joinCode(parts: readonly Code[], separator: Code = code`\n`): Code {
  return trusted(parts.join(separator));
}

/** The code moved in by two spaces for each level. No printed literal holds a line break, so that lines are lines. */
export function indent(text: Code, levels = 1): Code {
  return trusted(text.replace(/^(?=.)/gm, "  ".repeat(levels)));
}

/** Text that a printer vouches for. For printers alone. */
export function trusted(text: string): Code {
  return text as Code;
}
