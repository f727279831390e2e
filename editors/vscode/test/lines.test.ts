// Lines that make a grammar slow. VS Code colours lines of up to 20,000 characters; a quarter of that tells linear time
// from worse.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadGrammar, tokensOf } from "./tokens";

const LENGTH = 5_000;
const PIECES = [
  "<", ">", "{", "[", "(", "（", "《", "**", "\\", "<!--", "[[", "{{", "<[", "{[<", "(（", "[](", "](", "`", "<a",
  "(甲", "(我们)、", "[收集]", "<手机号>和", "{把<手机号>给(店长)}", "{<a>", "（<a>", "1)", "> ", "字",
  "(甲)字", "（a（b）", "《<a", "**a", "=", "_", "a.", "a/",
];

/** Microseconds of the processor that it takes. */
function timeOf(run: () => void): number {
  const start = process.cpuUsage();
  run();
  return process.cpuUsage(start).user;
}

test("no line takes longer than a second", async () => {
  const { grammar } = await loadGrammar();
  for (const piece of PIECES) {
    const line = piece.repeat(LENGTH / piece.length);
    // The first time, the patterns are compiled and the engine itself is not optimised yet.
    const user = Math.min(timeOf(() => tokensOf(grammar, line)), timeOf(() => tokensOf(grammar, line)));
    assert.ok(user < 1_000_000, `${piece}…: ${(user / 1000).toFixed(0)} ms`);
  }
});
