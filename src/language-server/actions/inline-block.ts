/** A use of a block → the block's statements, written out where it is used. A block or import that nothing uses any more goes away. */
import type { Edit } from "../../diagnostics/diagnostic.ts";
import type { BlockStatement, Expression, Flow, Name, Step } from "../../parser/tree.ts";
import { nameAt } from "../name-at.ts";
import { occurrencesOf } from "../occurrences.ts";
import type { Snapshot } from "../snapshot.ts";
import { edit, type FindChange, type Stretch } from "./change.ts";
import { enteringOf } from "./entering.ts";
import { type Home, homeOf, startWithComments, touched } from "./flows.ts";
import { importChange } from "./import-change.ts";
import { type GivenText, inlinedBody } from "./inlined-body.ts";
import { keepsModels } from "./proved.ts";
import { tidied } from "./tidied.ts";

export const inlineBlock: FindChange = (snapshot, selected) => {
  const use = useAt(snapshot, selected);
  const given = use === undefined ? undefined : argumentsOf(use, snapshot);
  const entering = use === undefined ? undefined : enteringOf(use, snapshot);
  if (use === undefined || given === undefined || entering === undefined) return undefined;
  const after = use.flow.steps.filter(({ start }) => start > use.step.start);
  const text = inlinedBody(use, { given, names: entering.names, after }, snapshot);
  if (text === undefined) return undefined;
  const edits = [
    ...entering.edits,
    edit(snapshot, use.flow.start, use.flow.end, `${entering.before}${text}`),
    ...(isLastUse(use, snapshot) ? [removal(use.block, snapshot)] : importChange(use, snapshot)),
  ];
  if (!keepsModels(snapshot, edits)) return undefined;
  return {
    title: `Write \`${use.name.text}\` out here`,
    kind: "refactor.inline",
    edits: tidied(snapshot, edits),
  };
};

/** A step of a flow that is the use of a block, which may stand in another file. */
export interface BlockUse {
  readonly home: Home;
  readonly flow: Flow;
  readonly step: Expression | Step;
  readonly name: Name;
  readonly block: BlockStatement;
  readonly blockFile: string;
}

function useAt(snapshot: Snapshot, selected: Stretch): BlockUse | undefined {
  const home = homeOf(snapshot, selected);
  const [flow] = home === undefined ? [] : touched(home.body, selected);
  if (home === undefined || flow?.kind !== "Flow") return undefined;
  const step = [flow.source, ...flow.steps].find(
    ({ start, end }) => start <= selected.start && selected.end <= end,
  );
  const name = step?.kind === "Call" ? step.name : step?.kind === "Name" ? step : undefined;
  const declaration = name === undefined ? undefined : nameAt(snapshot, name.start)?.declaration;
  if (step === undefined || name === undefined || declaration?.as !== "block") return undefined;
  const blockFile = declaration.span.file;
  const block = snapshot
    .compiled()
    .index.files.get(blockFile)
    ?.parsed.tree.statements.find(
      (one): one is BlockStatement => one.kind === "Block" && one.name.start === declaration.span.start,
    );
  return block === undefined ? undefined : { home, flow, step, name, block, blockFile };
}

/** Each parameter's argument; undefined where an argument is none of the block's (`trainable`). */
function argumentsOf(
  { step, block, blockFile }: BlockUse,
  snapshot: Snapshot,
): ReadonlyMap<string, GivenText> | undefined {
  const blockText = snapshot.compiled().sources.get(blockFile)?.text ?? "";
  const items = step.kind === "Call" ? step.arguments.items : [];
  const names = block.parameters.map(({ name }) => name.text);
  const given = new Map(
    items.map(
      ({ name, value }, i) => [name?.text ?? names[i], givenText(value, snapshot.source.text)] as const,
    ),
  );
  if ([...given.keys()].some((name) => !names.includes(name))) return undefined;
  for (const { name, value } of block.parameters)
    if (!given.has(name.text) && value !== undefined) given.set(name.text, givenText(value, blockText));
  return given.size === names.length ? given : undefined;
}

function givenText({ kind, start, end }: Expression, text: string): GivenText {
  return { text: text.slice(start, end), isCompound: kind === "Binary" || kind === "Unary" };
}

function isLastUse({ name, blockFile }: BlockUse, snapshot: Snapshot): boolean {
  const found = blockFile === snapshot.source.file ? nameAt(snapshot, name.start) : undefined;
  return (
    found !== undefined && occurrencesOf(found, snapshot).filter(({ declares }) => !declares).length === 1
  );
}

/** The block with its comments and the empty lines behind it. */
function removal({ start, end }: BlockStatement, snapshot: Snapshot): Edit {
  const { text } = snapshot.source;
  const space = /^[ \t]*(?:\r?\n)*/.exec(text.slice(end))?.[0].length ?? 0;
  return edit(snapshot, startWithComments(text, start), end + space, "");
}
