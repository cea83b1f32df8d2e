/** Colours by what the checker found a word to mean, over those that its letters gave it while it was typed. */
import type { LSPPlugin } from "@codemirror/lsp-client";
import { type Extension, Prec } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import type { SemanticTokens } from "vscode-languageserver-protocol";
import { askedDecorations } from "./asked-decorations.ts";

export function semanticColours(): Extension {
  // The inner of two marks gives the colour, and that is the one of the highest precedence.
  return Prec.highest(
    askedDecorations<SemanticTokens>(
      "textDocument/semanticTokens/full",
      () => ({}),
      ({ data }, { doc, plugin }) => {
        const types = typesOf(plugin);
        let [line, column] = [0, 0];
        // Five numbers a token, places counted from the token before.
        return Array.from({ length: data.length / 5 }, (_, i) => {
          const [lines, columns, length, type] = data.slice(5 * i, 5 * i + 5);
          column = lines === 0 ? column + columns : columns;
          line += lines;
          const start = doc.line(line + 1).from + column;
          return Decoration.mark({ class: `cm-means-${types[type]}` }).range(start, start + length);
        });
      },
    ),
  );
}

function typesOf({ client }: LSPPlugin): readonly string[] {
  return client.serverCapabilities?.semanticTokensProvider?.legend.tokenTypes ?? [];
}
