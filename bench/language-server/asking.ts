/** What an editor asks for after each letter that is typed: the time of every answer, in the order in which VS Code asks. */
import { lineTable } from "../../src/language-server/line-table.ts";
import { requests } from "../../src/language-server/requests.ts";
import { edited } from "./edit.ts";
import type { LongText } from "./long-text.ts";
import { clock, type Time, type Times } from "./measure.ts";
import { openFolder } from "./own.ts";

const rounds = 7;
const uri = "file:///bench/model.nn";
/** Lines of the text that a window shows. */
const shown = 60;

/** By request, the times of each letter in each round. */
export async function asking({ text, edits }: LongText): Promise<ReadonlyMap<string, Times>> {
  const session = openFolder();
  session.meet({ snippets: true });
  session.open(uri, 0, text);
  let version = 0;
  let now = text;
  let resultId = "";
  const times = new Map<string, Time[][]>();
  const ask = async (method: string, round: number, params: object): Promise<unknown> => {
    let answer: unknown;
    const time = await clock(() => {
      answer = requests[method]({ textDocument: { uri }, ...params } as never, session);
    });
    const all = times.get(method) ?? Array.from({ length: rounds }, () => []);
    all[round]?.push(time);
    times.set(method, all);
    return answer;
  };
  for (let round = -1; round < rounds; round++) {
    for (const edit of edits["a word"]) {
      const { rangeOf } = lineTable(now);
      now = edited(now, edit);
      const change = { range: rangeOf({ start: edit.at, end: edit.at + edit.remove }), text: edit.put };
      session.change(uri, ++version, [change]);
      const position = lineTable(now).positionAt(edit.at + edit.put.length);
      const line = Math.max(0, position.line - shown / 2);
      const window = { start: { line, character: 0 }, end: { line: line + shown, character: 0 } };
      const here = { start: position, end: position };
      await ask("textDocument/completion", round, { position });
      await ask("textDocument/diagnostic", round, {});
      await ask("textDocument/codeAction", round, {
        range: here,
        context: { diagnostics: [], triggerKind: 2 },
      });
      await ask("textDocument/documentSymbol", round, {});
      await ask("textDocument/inlayHint", round, { range: window });
      await ask("textDocument/foldingRange", round, {});
      await ask("textDocument/documentLink", round, {});
      const coloured = await ask("textDocument/semanticTokens/full/delta", round, {
        previousResultId: resultId,
      });
      resultId = (coloured as { readonly resultId: string }).resultId;
      await ask("textDocument/codeLens", round, {});
    }
  }
  if (session.snapshot(uri)?.source.text !== text) throw new Error("the text is not what it was");
  return times;
}
