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
const OPENINGS = ["", "{", "《<"];

test("no line takes longer than a second", async () => {
  const { grammar } = await loadGrammar();
  tokensOf(grammar, "当{您注册}时，(我们)会[收集]您的<邮箱>");
  for (const piece of PIECES) {
    for (const opening of OPENINGS) {
      const line = opening + piece.repeat(LENGTH / piece.length);
      const start = process.cpuUsage();
      tokensOf(grammar, line);
      const { user } = process.cpuUsage(start);
      assert.ok(user < 1_000_000, `${opening}${piece}…: ${(user / 1000).toFixed(0)} ms`);
    }
  }
});
