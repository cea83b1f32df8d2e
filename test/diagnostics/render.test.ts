/** One diagnostic in its three renderings. */
import { expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderJson } from "../../src/diagnostics/render-json.ts";
import { renderSarif } from "../../src/diagnostics/render-sarif.ts";
import { type Colours, renderText } from "../../src/diagnostics/render-text.ts";
import { parse } from "../../src/parser/parse.ts";

function drawn(text: string): string {
  return renderText(parse({ file: "a.nn", text }).diagnostics, () => text);
}

it("carets stand under tabs, wide and astral characters", () => {
  const line = "\tab 数字 😀 e\u0301x dense (64)";
  expect(
    drawn(line)
      .split("\n")
      .filter((row) => /^\d| \|/.test(row))
      .slice(0, 4),
  ).toMatchInlineSnapshot(`
    [
      "1 |     ab 数字 😀 éx dense (64)",
      "  |        ^^^^",
      "1 |     ab 数字 😀 éx dense (64)",
      "  |             ^^",
    ]
  `);
});

it("control characters of the text do not reach the terminal", () => {
  expect(drawn("relu \u001b[31m\u0007 dense (6)\u202E").replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

it("colours surround the carets, the header, and the lines of a fix", () => {
  const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
  const colours: Colours = {
    error: mark("e"),
    warning: mark("w"),
    hint: mark("h"),
    faint: mark("f"),
    added: mark("a"),
    removed: mark("r"),
  };
  const text = "dense (64)";
  expect(renderText(parse({ file: "a.nn", text }).diagnostics, () => text, colours)).toMatchInlineSnapshot(`
    "<e>-- SPACE BEFORE A BRACKET ------------------------------------- a.nn:1:6 [NN019]</e>

    There is a gap between \`dense\` and its \`(\`.
    The parenthesis of an argument list touches its name; a free one begins a new
    flow, as in \`(a, b) -> add\`.

    <f>1 |</f> dense (64)
    <f>  |</f>      <e>^^</e>

    Write \`dense(\` without the gap.

    <r>- dense (64)</r>
    <a>+ dense(64)</a>"
  `);
});

it("a stretch of many lines shows its beginning and its end", () => {
  const text = Array.from({ length: 20 }, (_, i) => `line_${i}`).join("\n");
  const span = { file: "a.nn", start: 3, end: text.length - 2 };
  const diagnostic: Diagnostic = {
    code: "NN000",
    severity: "warning",
    title: "Long",
    message: "It is long.",
    span,
    related: [],
  };
  expect(renderText([diagnostic], () => text)).toMatchInlineSnapshot(`
    "-- WARNING: LONG ---------------------------------------------- a.nn:1:4 [NN000]

    It is long.

     1 | line_0
       |    ^^^
     2 | line_1
       | ^^^^^^
     3 | line_2
       | ^^^^^^
       | …
    18 | line_17
       | ^^^^^^^
    19 | line_18
       | ^^^^^^^
    20 | line_19
       | ^^^^^"
  `);
});

it("a place in an unknown or empty file is no error", () => {
  const span = { file: "b.nn", start: 10, end: 20 };
  const related = [{ span: { file: "c.nn", start: 0, end: 0 }, message: "here" }];
  const diagnostic: Diagnostic = { code: "NN000", severity: "hint", title: "T", message: "m", span, related };
  expect(renderText([diagnostic], () => undefined)).toContain("b.nn:1:1 [NN000]");
});

const text = "model M {\n  compile { optimizer: adam\n";
const { diagnostics } = parse({ file: "my models/a.nn", text });

it("JSON", () => {
  expect(renderJson(diagnostics, () => text)).toMatchInlineSnapshot(`
    [
      {
        "code": "NN006",
        "file": "my models/a.nn",
        "help": "Write \`}\` where it ends.",
        "message": "2 brackets are still open at the end of the file; this \`{\` is the last of them.",
        "range": {
          "end": {
            "column": 12,
            "line": 2,
          },
          "start": {
            "column": 11,
            "line": 2,
          },
        },
        "related": [
          {
            "file": "my models/a.nn",
            "message": "this \`{\` is open too",
            "range": {
              "end": {
                "column": 10,
                "line": 1,
              },
              "start": {
                "column": 9,
                "line": 1,
              },
            },
          },
        ],
        "severity": "error",
      },
      {
        "code": "NN017",
        "file": "my models/a.nn",
        "fix": {
          "edits": [
            {
              "file": "my models/a.nn",
              "range": {
                "end": {
                  "column": 24,
                  "line": 2,
                },
                "start": {
                  "column": 22,
                  "line": 2,
                },
              },
              "text": " ",
            },
          ],
          "safe": true,
          "title": "Delete \`:\`",
        },
        "help": "Delete the \`:\`.",
        "message": "There is a \`:\` after \`optimizer\`.
    A setting is written \`key value\`, without a sign between them.",
        "range": {
          "end": {
            "column": 23,
            "line": 2,
          },
          "start": {
            "column": 22,
            "line": 2,
          },
        },
        "severity": "error",
      },
    ]
  `);
});

it("SARIF 2.1.0", () => {
  expect(renderSarif(diagnostics, () => text, "1.2.3")).toMatchInlineSnapshot(`
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "runs": [
        {
          "columnKind": "utf16CodeUnits",
          "results": [
            {
              "level": "error",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "my%20models/a.nn",
                    },
                    "region": {
                      "endColumn": 12,
                      "endLine": 2,
                      "startColumn": 11,
                      "startLine": 2,
                    },
                  },
                },
              ],
              "message": {
                "text": "2 brackets are still open at the end of the file; this \`{\` is the last of them.
    Write \`}\` where it ends.",
              },
              "relatedLocations": [
                {
                  "id": 0,
                  "message": {
                    "text": "this \`{\` is open too",
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "my%20models/a.nn",
                    },
                    "region": {
                      "endColumn": 10,
                      "endLine": 1,
                      "startColumn": 9,
                      "startLine": 1,
                    },
                  },
                },
              ],
              "ruleId": "NN006",
              "ruleIndex": 0,
            },
            {
              "fixes": [
                {
                  "artifactChanges": [
                    {
                      "artifactLocation": {
                        "uri": "my%20models/a.nn",
                      },
                      "replacements": [
                        {
                          "deletedRegion": {
                            "endColumn": 24,
                            "endLine": 2,
                            "startColumn": 22,
                            "startLine": 2,
                          },
                          "insertedContent": {
                            "text": " ",
                          },
                        },
                      ],
                    },
                  ],
                  "description": {
                    "text": "Delete \`:\`",
                  },
                },
              ],
              "level": "error",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "my%20models/a.nn",
                    },
                    "region": {
                      "endColumn": 23,
                      "endLine": 2,
                      "startColumn": 22,
                      "startLine": 2,
                    },
                  },
                },
              ],
              "message": {
                "text": "There is a \`:\` after \`optimizer\`.
    A setting is written \`key value\`, without a sign between them.
    Delete the \`:\`.",
              },
              "ruleId": "NN017",
              "ruleIndex": 1,
            },
          ],
          "tool": {
            "driver": {
              "name": "nnc",
              "rules": [
                {
                  "defaultConfiguration": {
                    "level": "error",
                  },
                  "help": {
                    "markdown": "Every \`(\`, \`[\` and \`{\` needs its partner. Where one is missing, I go by the layout of the lines to guess how
    far it reaches, so that the rest of the file is still checked.

    Wrong:

    \`\`\`nn
    model M {
      input x: [4]
      dense(64
      relu
    }
    \`\`\`

    Repaired:

    \`\`\`nn
    model M {
      input x: [4]
      dense(64)
      relu
    }
    \`\`\`
    ",
                    "text": "Every \`(\`, \`[\` and \`{\` needs its partner. Where one is missing, I go by the layout of the lines to guess how
    far it reaches, so that the rest of the file is still checked.

    Wrong:

    \`\`\`nn
    model M {
      input x: [4]
      dense(64
      relu
    }
    \`\`\`

    Repaired:

    \`\`\`nn
    model M {
      input x: [4]
      dense(64)
      relu
    }
    \`\`\`
    ",
                  },
                  "id": "NN006",
                  "shortDescription": {
                    "text": "Bracket never closed",
                  },
                },
                {
                  "defaultConfiguration": {
                    "level": "error",
                  },
                  "help": {
                    "markdown": "Settings read like a specification: \`optimizer adam\`. The colon has a meaning of its own there, it names the output
    that a loss or metric belongs to (\`loss price: mse, kind: categorical_crossentropy\`), and \`=\` gives a name to an argument.

    Wrong:

    \`\`\`nn
    model M {
      input x: [4]
      dense(1)
      compile { optimizer: adam; loss = mse }
    }
    \`\`\`

    Repaired:

    \`\`\`nn
    model M {
      input x: [4]
      dense(1)
      compile { optimizer adam; loss mse }
    }
    \`\`\`
    ",
                    "text": "Settings read like a specification: \`optimizer adam\`. The colon has a meaning of its own there, it names the output
    that a loss or metric belongs to (\`loss price: mse, kind: categorical_crossentropy\`), and \`=\` gives a name to an argument.

    Wrong:

    \`\`\`nn
    model M {
      input x: [4]
      dense(1)
      compile { optimizer: adam; loss = mse }
    }
    \`\`\`

    Repaired:

    \`\`\`nn
    model M {
      input x: [4]
      dense(1)
      compile { optimizer adam; loss mse }
    }
    \`\`\`
    ",
                  },
                  "id": "NN017",
                  "shortDescription": {
                    "text": "Sign between key and value",
                  },
                },
              ],
              "semanticVersion": "1.2.3",
            },
          },
        },
      ],
      "version": "2.1.0",
    }
  `);
});
