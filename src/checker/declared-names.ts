/** Everything of a file that has a name and may be left over. Parameters of a block that is not used are not named: the block is. */
import type { File } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { type Scope, spanOf } from "./scope.ts";

/** A declaration by its name. */
export interface Declared {
  readonly what: string;
  readonly name: string;
  readonly span: Span;
  /** A parameter of a block. */
  readonly isParameter: boolean;
}

export function declaredNames(tree: File, scope: Scope): readonly Declared[] {
  return tree.statements.flatMap((statement): readonly Declared[] => {
    switch (statement.kind) {
      case "Const":
      case "Param":
        return named(statement.kind === "Const" ? "constant" : "param", statement.name, scope);
      case "Block":
        return [
          ...named("block", statement.name, scope),
          ...(scope.run.opened.has(statement) ? statement.parameters : []).flatMap(({ name }) =>
            named(`\`${nameOf(statement.name)}\` parameter`, name, scope, true),
          ),
        ];
      case "Model":
        return statement.body.statements.flatMap((inner) => {
          if (inner.kind === "Const") return named("constant", inner.name, scope);
          if (inner.kind === "Param") return named("param", inner.name, scope);
          return inner.kind === "Layer" ? named("layer", inner.name, scope) : [];
        });
      default:
        return [];
    }
  });
}

function named(
  what: string,
  name: { kind: string; text?: string; start: number; end: number },
  scope: Scope,
  isParameter = false,
): readonly Declared[] {
  return name.kind === "Name" && name.text !== undefined
    ? [{ what, name: name.text, span: spanOf(scope, name), isParameter }]
    : [];
}

function nameOf(name: { kind: string; text?: string }): string {
  return name.text ?? "the block";
}
