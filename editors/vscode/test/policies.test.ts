// The policies of the repository: what is coloured and taken off as a mark is what the library takes for one. Its
// readings are the snapshots of its own tests.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import type { IGrammar } from "vscode-textmate";

import { isMark, pairsOf } from "../src/pairs";
import { loadGrammar, tokensOf } from "./tokens";

const TESTS = join("..", "..", "tests");

/** The brackets that the library takes for marks, as `line:column kind`; columns count characters. */
function marksOfLibrary(policy: string): Set<string> {
  const name = `policies__policies_read_as_their_snapshots_say@${policy}.snap`;
  const snapshot = readFileSync(join(TESTS, "snapshots", name), "utf8");
  const [, rest = ""] = snapshot.split("\n== brackets\n");
  const [brackets = ""] = rest.split("\n== ");
  const found = brackets.matchAll(/^(\d+:\d+) +(purpose|action|data|actor)\b/gm);
  return new Set(Array.from(found, ([, place, kind]) => `${place} ${kind}`));
}

function column(line: string, offset: number): number {
  return Array.from(line.slice(0, offset)).length + 1;
}

function marksOfCommands(text: string): Set<string> {
  const marks = new Set<string>();
  for (const [number, line] of text.split("\n").entries()) {
    const whole = { start: 0, end: line.length };
    for (const pair of pairsOf(line, whole)) {
      if (isMark(line, whole, pair)) {
        marks.add(`${number + 1}:${column(line, pair.start)} ${pair.kind}`);
      }
    }
  }
  return marks;
}

function marksOfGrammar(grammar: IGrammar, text: string): Set<string> {
  const marks = new Set<string>();
  const lines = text.split("\n");
  for (const [number, tokens] of tokensOf(grammar, text).entries()) {
    for (const { startIndex, scopes } of tokens) {
      const kind = /^punctuation\.definition\.(purpose|action|data|actor)\.begin/.exec(scopes.at(-1) ?? "")?.[1];
      if (kind !== undefined) {
        marks.add(`${number + 1}:${column(lines[number] ?? "", startIndex)} ${kind}`);
      }
    }
  }
  return marks;
}

/** How far two sets of marks are the same (F1), and where they are not. */
function compare(expected: ReadonlySet<string>, found: ReadonlySet<string>): { f1: number; differences: string } {
  const missing = [...expected].filter((mark) => !found.has(mark)).map((mark) => `- ${mark}`);
  const extra = [...found].filter((mark) => !expected.has(mark)).map((mark) => `+ ${mark}`);
  const f1 = (2 * (expected.size - missing.length)) / (expected.size + found.size);
  return { f1, differences: [...missing, ...extra].join("\n") };
}

test("policies are coloured, and marks taken off, as the library reads them", async (context) => {
  const { grammar } = await loadGrammar();
  const expected = new Set<string>();
  const coloured = new Set<string>();
  const commands = new Set<string>();
  for (const policy of readdirSync(join(TESTS, "policies")).filter((name) => name.endsWith(".txt"))) {
    const text = readFileSync(join(TESTS, "policies", policy), "utf8");
    const add = (to: Set<string>, marks: Iterable<string>): void => {
      for (const mark of marks) {
        to.add(`${policy}:${mark}`);
      }
    };
    add(expected, marksOfLibrary(policy));
    add(coloured, marksOfGrammar(grammar, text));
    add(commands, marksOfCommands(text));
  }
  for (const [name, found] of Object.entries({ coloured, commands })) {
    const { f1, differences } = compare(expected, found);
    context.diagnostic(`${name}: ${expected.size} marks, F1 ${f1.toFixed(4)}`);
    assert.ok(f1 >= 0.995, `${name}: F1 ${f1.toFixed(4)}\n${differences}`);
  }
});
