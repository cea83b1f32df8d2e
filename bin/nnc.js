#!/usr/bin/env node
const { join } = require("node:path");
const { loadChunk } = require("./load-chunk.js");

loadChunk(join(__dirname, "../dist/cli/main.js"));
