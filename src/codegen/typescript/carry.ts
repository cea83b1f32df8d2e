/** Carries functions of ours into generated code: their own text, and that of what they use, declaration by declaration. */
import { type Identifier, Node, type Project, type SourceFile, type Statement } from "ts-morph";
import { carriedTexts } from "./carried-texts.ts";
import { type Code, trusted } from "./code.ts";

/** A declaration of a file's top level; `file` is its path from `src/`. */
export interface Carried {
  readonly file: string;
  readonly name: string;
}

export interface Luggage {
  /** The names of all declarations, those that others needed included. */
  readonly names: readonly string[];
  readonly texts: readonly Code[];
}

interface CarryOptions {
  /** What stays an export. */
  readonly exported?: readonly string[];
  /** What the module has already. */
  readonly known?: readonly string[];
}

/** The declarations and all that they use, in the order of need. Throws where two have one name. */
export function carry(
  wanted: readonly Carried[],
  project: Project,
  { exported = [], known = [] }: CarryOptions = {},
): Luggage {
  const carried = new Map<string, { readonly file: string; readonly text: Code }>();
  const visit = ({ file, name }: Carried): void => {
    const same = carried.get(name);
    if (same !== undefined && same.file !== file)
      throw new Error(
        `both ${same.file} and ${file} declare ${name}; generated code can carry only one of them`,
      );
    if (same !== undefined || known.includes(name)) return;
    const source = openFile(project, file);
    const statement = declarationOf(source, name);
    carried.set(name, { file, text: textOf(statement, exported.includes(name)) });
    for (const used of usedBy(statement, source)) visit(used);
  };
  for (const each of wanted) visit(each);
  return { names: [...carried.keys()], texts: [...carried.values()].map(({ text }) => text) };
}

function openFile(project: Project, file: string): SourceFile {
  const text = carriedTexts.get(file);
  if (text === undefined) throw new Error(`${file} is not among the texts that generated code can carry`);
  return project.getSourceFile(`/src/${file}`) ?? project.createSourceFile(`/src/${file}`, text);
}

function declarationOf(source: SourceFile, name: string): Statement {
  const statement = source.getStatements().find((each) => namesOf(each).includes(name));
  if (statement === undefined) throw new Error(`${source.getFilePath()} declares no ${name}`);
  return statement;
}

function namesOf(statement: Statement): readonly string[] {
  if (Node.isVariableStatement(statement)) return statement.getDeclarations().map((each) => each.getName());
  const named =
    Node.isFunctionDeclaration(statement) ||
    Node.isInterfaceDeclaration(statement) ||
    Node.isTypeAliasDeclaration(statement);
  return named ? [statement.getName() ?? ""] : [];
}

/** The statement with its own comment, exported or not whatever it was. */
function textOf(statement: Statement, exported: boolean): Code {
  const comment = Node.isJSDocable(statement) ? statement.getJsDocs().at(-1)?.getText() : undefined;
  const body = statement.getText().replace(/^export /, "");
  return trusted(`${comment === undefined ? "" : `${comment}\n`}${exported ? "export " : ""}${body}`);
}

/** Declarations of this file or of others that a statement speaks of. */
function usedBy(statement: Statement, source: SourceFile): readonly Carried[] {
  const file = source.getFilePath().slice("/src/".length);
  const imported = importsOf(source, file);
  const own = new Set(source.getStatements().flatMap(namesOf));
  const local = new Set(
    statement
      .getDescendants()
      .filter(Node.isIdentifier)
      .filter(isDeclaredHere)
      .map((each) => each.getText()),
  );
  const mentioned = statement
    .getDescendants()
    .filter(Node.isIdentifier)
    .filter(isReference)
    .map((each) => each.getText());
  return [...new Set(mentioned)].flatMap((name) => {
    if (local.has(name)) return [];
    if (own.has(name) && !namesOf(statement).includes(name)) return [{ file, name }];
    return imported.get(name) ?? [];
  });
}

/** What the file's imports from our own files name, by the names that they have in it. */
function importsOf(source: SourceFile, file: string): ReadonlyMap<string, Carried> {
  const named = source.getImportDeclarations().flatMap((declaration) => {
    const path = declaration.getModuleSpecifierValue();
    if (!path.startsWith(".")) return [];
    return declaration
      .getNamedImports()
      .map((each): [string, Carried] => [
        each.getAliasNode()?.getText() ?? each.getName(),
        { file: new URL(path, `file:///${file}`).pathname.slice(1), name: each.getName() },
      ]);
  });
  return new Map(named);
}

/** A parameter or variable of the statement's own. */
function isDeclaredHere(name: Identifier): boolean {
  const parent = name.getParent();
  const declares =
    Node.isParameterDeclaration(parent) ||
    Node.isBindingElement(parent) ||
    Node.isVariableDeclaration(parent);
  return (
    declares &&
    parent.getNameNode() === name &&
    parent.getFirstAncestor(Node.isFunctionLikeDeclaration) !== undefined
  );
}

/** Not the name of a property: `x.shape`, `{ shape: … }`. */
function isReference(name: Identifier): boolean {
  const parent = name.getParent();
  if (Node.isPropertyAccessExpression(parent)) return parent.getNameNode() !== name;
  if (Node.isPropertyAssignment(parent) || Node.isPropertySignature(parent))
    return parent.getNameNode() !== name;
  if (Node.isBindingElement(parent)) return parent.getPropertyNameNode() !== name;
  return true;
}
