// What VS Code reads of the extension agrees with itself, in both languages.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { BRACKETS, pairsOf } from "../src/pairs";

const manifest = read("package.json");
const { contributes } = JSON.parse(manifest) as {
  contributes: {
    commands: { command: string }[];
    keybindings: { command: string; key: string; mac: string; when: string }[];
    languages: { configuration: string }[];
    grammars: { path: string }[];
    snippets: { path: string }[];
  };
};

function read(file: string): string {
  return readFileSync(file, "utf8");
}

function keys(file: string): string[] {
  return Object.keys(JSON.parse(read(file)) as object).sort();
}

const sources = readdirSync("src")
  .filter((name) => name.endsWith(".ts"))
  .map((name) => read(join("src", name)))
  .join("\n");

test("the texts of the manifest are in both languages, and all are used", () => {
  const used = new Set(Array.from(manifest.matchAll(/%([\w.]+)%/g), ([, key]) => key));
  assert.deepEqual(keys("package.nls.json"), [...used].sort());
  assert.deepEqual(keys("package.nls.zh-cn.json"), [...used].sort());
});

test("what the extension says is in Chinese too", () => {
  const said = [
    ...sources.matchAll(/l10n\.t\(\s*"([^"]+)"/g),
    ...sources.matchAll(/^\s+(?:text: |\? |: |text:\s+)"([^"]+)"/gm),
    ...sources.matchAll(/\btext: "([^"]+)"/g),
  ].map(([, text]) => text ?? "");
  assert.ok(said.length > 5);
  const bundle = JSON.parse(read("l10n/bundle.l10n.zh-cn.json")) as Record<string, string>;
  assert.deepEqual(Object.keys(bundle).sort(), [...new Set(said)].sort());
  for (const [english, chinese] of Object.entries(bundle)) {
    assert.deepEqual(chinese.match(/\{\d\}/g)?.sort(), english.match(/\{\d\}/g)?.sort(), english);
  }
});

test("every command is registered, and every key is for a command", () => {
  for (const { command } of contributes.commands) {
    assert.ok(sources.includes(`"${command}"`), command);
  }
  const known = contributes.commands.map(({ command }) => command);
  for (const { command, when } of contributes.keybindings) {
    assert.ok(known.includes(command), command);
    assert.match(when, /editorLangId == policymark/);
  }
  const pressed = contributes.keybindings.flatMap(({ key, mac }) => [key, mac]);
  assert.equal(new Set(pressed).size, pressed.length);
});

test("files that the manifest names are there", () => {
  const { languages, grammars, snippets } = contributes;
  for (const file of [...languages.map(({ configuration }) => configuration), ...[...grammars, ...snippets].map(({ path }) => path)]) {
    assert.ok(existsSync(file), file);
  }
});

test("words end at Chinese punctuation and at marks", () => {
  const { wordPattern } = JSON.parse(read("language-configuration.json")) as { wordPattern: string };
  assert.deepEqual("(我们)会[收集]您的IMEI、<昵称>。".match(new RegExp(wordPattern, "gu")), ["我们", "会", "收集", "您的IMEI", "昵称"]);
});

test("the version is that of the command", () => {
  const version = /^version = "(.*)"$/m.exec(read("../../crates/cli/Cargo.toml"))?.[1];
  assert.equal((JSON.parse(manifest) as { version: string }).version, version);
});

test("snippets write marks that pair", () => {
  const snippets = JSON.parse(read("snippets/policymark.json")) as Record<string, { body: string | string[] }>;
  for (const [name, { body }] of Object.entries(snippets)) {
    const text = [body].flat().join("\n").replace(/\$\{\d+:([^}]*)\}/g, "$1").replaceAll("\\}", "}");
    for (const line of text.split("\n")) {
      const brackets = Array.from(line).filter((character) => Object.values(BRACKETS).flat().includes(character));
      const pairs = pairsOf(line, { start: 0, end: line.length });
      assert.ok(pairs.length > 0, name);
      assert.equal(brackets.length, 2 * pairs.length, `${name}: ${line}`);
    }
  }
});
