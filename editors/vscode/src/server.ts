/** The server that comes with the extension: what `nnc lsp` runs. */
import { serveEditor } from "../../../src/cli/running/serve-editor.ts";

serveEditor();
