/** What a hostile file might put into names, texts and remarks so that generated code does something else. */
export const payloads: readonly string[] = [
  `'; pwned(1);//`,
  `"; pwned(1);//`,
  "`; pwned(1);//",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to look like one.
  "${pwned(1)}",
  "*/ pwned(1); /*",
  "</script><script>pwned(1)</script>",
  "<!-- pwned(1) -->",
  "line\u2028pwned(1)\u2029end",
  "line\r\npwned(1)\rend\nend",
  "ends with a backslash\\",
  `"]: (() => pwned(1))(), ["`,
  "@ts-nocheck",
  " @ts-ignore pwned",
  "# sourceMappingURL=pwned.js",
  "@ sourceURL=pwned.js",
  "\u202e pwned \u2066 \u200b \ufeff",
  "\ud800 half a character",
  "\u0000\u0007",
  "__proto__",
  "constructor",
];
