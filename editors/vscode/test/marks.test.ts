// In the texts, `‹` and `›` are the ends of a selection, with `|` before the one that has the cursor; `|` alone is a
// cursor.

import assert from "node:assert/strict";
import { test } from "node:test";

import { unwrap, wrap, type Change, type Selection } from "../src/marks";
import type { Kind } from "../src/pairs";

function parse(shown: string): { text: string; selections: Selection[] } {
  let text = "";
  const selections: Selection[] = [];
  let from: { at: number; active: boolean } | undefined;
  let cursor = false;
  const flush = (): void => {
    if (cursor) {
      selections.push({ anchor: text.length, active: text.length });
      cursor = false;
    }
  };
  for (const character of shown) {
    if (character === "‹") {
      from = { at: text.length, active: cursor };
      cursor = false;
    } else if (character === "›" && from !== undefined) {
      const { at, active } = from;
      selections.push(active ? { anchor: text.length, active: at } : { anchor: at, active: text.length });
      cursor = false;
      from = undefined;
    } else {
      flush();
      cursor = character === "|";
      text += cursor ? "" : character;
    }
  }
  flush();
  return { text, selections };
}

function show(text: string, { edits, selections }: Change): string {
  let after = text;
  for (const { start, end, text: replacement } of [...edits].reverse()) {
    after = after.slice(0, start) + replacement + after.slice(end);
  }
  const inserted: [at: number, shown: string][] = selections.flatMap(({ anchor, active }): [number, string][] => {
    if (anchor === active) {
      return [[anchor, "|"]];
    }
    return anchor < active
      ? [[anchor, "‹"], [active, "|›"]]
      : [[active, "|‹"], [anchor, "›"]];
  });
  // Later ones first; at one place what ends before what begins.
  for (const [at, shown] of inserted.reverse()) {
    after = after.slice(0, at) + shown + after.slice(at);
  }
  return after;
}

function wrapped(shown: string, kind: Kind): string {
  const { text, selections } = parse(shown);
  return show(text, wrap(text, selections, kind));
}

function unwrapped(shown: string): string {
  const { text, selections } = parse(shown);
  return show(text, unwrap(text, selections));
}

test("each kind has its brackets, and the mark stays selected", () => {
  assert.equal(wrapped("您的‹手机号码|›。", "data"), "您的‹<手机号码>|›。");
  assert.equal(wrapped("会‹收集|›您的", "action"), "会‹[收集]|›您的");
  assert.equal(wrapped("‹我们|›会", "actor"), "‹(我们)|›会");
  assert.equal(wrapped("以便‹验证您的身份|›。", "purpose"), "以便‹{验证您的身份}|›。");
});

test("a backward selection stays backward", () => {
  assert.equal(wrapped("您的|‹手机号码›。", "data"), "您的|‹<手机号码>›。");
});

test("a cursor gets an empty pair", () => {
  assert.equal(wrapped("您的|。", "data"), "您的<|>。");
  assert.equal(wrapped("|", "actor"), "(|)");
});

test("each of several selections is marked", () => {
  assert.equal(wrapped("‹昵称|›、‹头像|›和|", "data"), "‹<昵称>|›、‹<头像>|›和<|>");
  assert.equal(wrapped("‹昵称|›‹头像|›", "data"), "‹<昵称>|›‹<头像>|›");
});

test("selections can come in any order", () => {
  const change = wrap("昵称、头像", [{ anchor: 3, active: 5 }, { anchor: 0, active: 2 }], "data");
  assert.deepEqual(change.selections, [{ anchor: 5, active: 9 }, { anchor: 0, active: 4 }]);
});

test("blanks stay outside", () => {
  assert.equal(wrapped("您的‹ 手机号码　|›。", "data"), "您的 ‹<手机号码>|›　。");
  assert.equal(wrapped("您的‹\u200B手机号码\u2060|›。", "data"), "您的\u200B‹<手机号码>|›\u2060。");
  assert.equal(wrapped("您的‹  |›。", "data"), "您的‹  |›。");
});

test("each line gets its own mark", () => {
  assert.equal(wrapped("‹昵称\r\n\r\n  头像\r\n|›完", "data"), "‹<昵称>\r\n\r\n  <头像>|›\r\n完");
});

test("offsets are UTF-16 units", () => {
  assert.equal(wrapped("👨‍👩‍👧您的‹手机号码|›☔", "data"), "👨‍👩‍👧您的‹<手机号码>|›☔");
});

test("a mark that is selected, with its brackets or without, changes its kind", () => {
  assert.equal(wrapped("会‹[收集]|›您的", "data"), "会‹<收集>|›您的");
  assert.equal(wrapped("会[‹收集|›]您的", "data"), "会‹<收集>|›您的");
  assert.equal(wrapped("‹(我们)|›会", "data"), "‹<我们>|›会");
  assert.equal(wrapped("会‹[收集]|›您的", "action"), "会‹[收集]|›您的");
});

test("brackets of the text's own are words", () => {
  assert.equal(wrapped("相机‹(摄像头)|›", "data"), "相机‹<(摄像头)>|›");
  assert.equal(wrapped("相机(‹摄像头|›)", "data"), "相机(‹<摄像头>|›)");
  assert.equal(wrapped("编号‹\\<八位\\>|›", "data"), "编号‹<\\<八位\\>>|›");
});

test("marks nest, but do not cross", () => {
  assert.equal(wrapped("‹把<手机号>[告诉]门店|›", "purpose"), "‹{把<手机号>[告诉]门店}|›");
  assert.equal(wrapped("{把‹手机号|›告诉门店}", "data"), "{把‹<手机号>|›告诉门店}");
  assert.equal(wrapped("会‹[收集]您|›的", "data"), "会‹<[收集]您>|›的");
  const { text, selections } = parse("会[收‹集]您|›的");
  const change = wrap(text, selections, "data");
  assert.deepEqual(change.edits, []);
  assert.equal(change.crossing, true);
  assert.deepEqual(change.selections, selections);
});

test("the innermost mark around a cursor is taken off", () => {
  assert.equal(unwrapped("会[收|集]您的"), "会收|集您的");
  assert.equal(unwrapped("{把<手机|号>告诉门店}"), "{把手机|号告诉门店}");
  assert.equal(unwrapped("{把|<手机号>告诉门店}"), "{把|手机号告诉门店}");
  assert.equal(unwrapped("(我们)会|收集"), "(我们)会|收集");
});

test("all marks in a selection are taken off", () => {
  assert.equal(unwrapped("‹(我们)会[收集]<手机号>|›。"), "‹我们会收集手机号|›。");
  assert.equal(unwrapped("‹<昵称>\n<头像>|›"), "‹昵称\n头像|›");
  assert.equal(unwrapped("会[‹收集|›]您"), "会‹收集|›您");
});

test("brackets of the text's own are not taken off", () => {
  assert.equal(unwrapped("‹相机(摄像头)、[帮助](https://a.example)、(1)<邮箱>|›"), "‹相机(摄像头)、[帮助](https://a.example)、(1)邮箱|›");
  assert.equal(unwrapped("‹编号\\<八位\\>|›"), "‹编号\\<八位\\>|›");
});
