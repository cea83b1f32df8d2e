/** Carries functions of ours into generated code: their own text, and that of what they use, declaration by declaration. */
import {
  type ElementAccessExpression,
  type Identifier,
  Node,
  type SourceFile,
  type Statement,
  SyntaxKind,
} from "ts-morph";
import { carriedTexts } from "./carried-texts.ts";
import { type Code, trusted } from "./code.ts";
import { docComment } from "./comment.ts";
import { newProject } from "./new-project.ts";

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
export function carry(wanted: readonly Carried[], { exported = [], known = [] }: CarryOptions = {}): Luggage {
  const carried = new Map<string, { readonly file: string; readonly text: Code }>();
  const visit = ({ file, name }: Carried): void => {
    const same = carried.get(name);
    if (same !== undefined && same.file !== file)
      throw new Error(
        `both ${same.file} and ${file} declare ${name}; generated code can carry only one of them`,
      );
    if (same !== undefined || known.includes(name)) return;
    const { text, used } = declarationOf(file, name);
    carried.set(name, { file, text: exported.includes(name) ? text.exported : text.own });
    for (const each of used) visit(each);
  };
  for (const each of wanted) visit(each);
  return { names: [...carried.keys()], texts: [...carried.values()].map(({ text }) => text) };
}

interface Declaration {
  readonly text: { readonly own: Code; readonly exported: Code };
  readonly used: readonly Carried[];
}

/** What has been read so far: the texts never change. */
const declarations = new Map<string, Declaration>();

function declarationOf(file: string, name: string): Declaration {
  const key = `${file} ${name}`;
  const known = declarations.get(key) ?? readDeclaration(openFile(file), name);
  declarations.set(key, known);
  return known;
}

function readDeclaration(source: SourceFile, name: string): Declaration {
  const statement = statementOf(source, name);
  const text = { own: textOf(statement, false), exported: textOf(statement, true) };
  return { text, used: usedBy(statement, source) };
}

const project = newProject();

function openFile(file: string): SourceFile {
  const text = carriedTexts.get(file);
  if (text === undefined) throw new Error(`${file} is not among the texts that generated code can carry`);
  return project.getSourceFile(`/src/${file}`) ?? project.createSourceFile(`/src/${file}`, text);
}

function statementOf(source: SourceFile, name: string): Statement {
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
  const remark = Node.isJSDocable(statement) ? statement.getJsDocs().at(-1)?.getInnerText() : undefined;
  const comment = remark === undefined ? undefined : docComment(remark.replace(/(\S)\n(?=\S)/g, "$1 "));
  const body = withSureElements(statement).replace(/^export /, "");
  return trusted(`${comment === undefined ? "" : `${comment}\n`}${exported ? "export " : ""}${body}`);
}

/** `x[i]!`: whoever imports the module may check with `noUncheckedIndexedAccess`. */
function withSureElements(statement: Statement): string {
  const text = statement.getText();
  const ends = statement
    .getDescendantsOfKind(SyntaxKind.ElementAccessExpression)
    .filter(isRead)
    .map((access) => access.getEnd() - statement.getStart())
    .sort((a, b) => b - a);
  return ends.reduce((so, end) => `${so.slice(0, end)}!${so.slice(end)}`, text);
}

/** Not what is only written: `x[i] = …`; and not what is called sure or may be missing. */
function isRead(access: ElementAccessExpression): boolean {
  const parent = access.getParent();
  if (Node.isNonNullExpression(parent)) return false;
  const isWritten = Node.isBinaryExpression(parent) && parent.getLeft() === access;
  return !(isWritten && parent.getOperatorToken().getKind() === SyntaxKind.EqualsToken);
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
