// The bundle starts, finds the command, starts the language server or says why not, and stops it. With POLICYMARK, the
// path of a command that has `lsp`, that one is started too.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";

import { load, type Answers, type Record } from "./stand-in";

interface Extension {
  activate(context: object): void;
  deactivate(): Promise<void>;
}

const COMMANDS = ["wrapPurpose", "wrapAction", "wrapData", "wrapActor", "unwrap", "restart"];
const scratch = mkdtempSync(join(tmpdir(), "policymark-"));
after(() => rmSync(scratch, { recursive: true }));

/** Starts the extension, waits until the server runs or does not, and stops all. */
async function live(answers: Answers): Promise<Record> {
  const { extension, record } = load<Extension>(resolve("dist/extension.js"), answers);
  extension.activate({ subscriptions: [], extensionUri: "extension:" });
  // What is asked for now waits for the first start.
  await record.commands.get("policymark.restart")?.();
  await extension.deactivate();
  return record;
}

test("without the command, the others are there, and a message says how to get it", async () => {
  const path = "policymark-that-nobody-has";
  const record = await live({ settings: { path }, language: "en", press: "How to Install" });
  assert.deepEqual([...record.commands.keys()], COMMANDS.map((name) => `policymark.${name}`));
  assert.match(record.warnings[0]?.text ?? "", /“policymark-that-nobody-has” was not found/);
  assert.deepEqual(record.warnings[0]?.buttons, ["How to Install", "Open Settings"]);
  assert.deepEqual(record.run[0], ["markdown.showPreview", "extension:/README.md"]);
});

test("the Chinese instructions are shown in Chinese, and settings are opened", async () => {
  const settings = { path: "/nowhere/policymark" };
  const chinese = await live({ settings, language: "zh-cn", press: "How to Install" });
  assert.deepEqual(chinese.run[0], ["markdown.showPreview", "extension:/README.zh-CN.md"]);
  const opened = await live({ settings, language: "en", press: "Open Settings" });
  assert.deepEqual(opened.run[0], ["workbench.action.openSettings", "policymark.path"]);
});

test("the server is started with the options, and stopped", async () => {
  const log = join(scratch, "log");
  const path = join(scratch, "policymark");
  const server = `exec '${process.execPath}' '${resolve("test/server.mjs")}' '${log}'`;
  writeFileSync(path, `#!/bin/sh\n[ "$2" = --help ] && exit\n${server}\n`, { mode: 0o755 });
  const record = await live({ settings: { path, inlayHints: true }, language: "en" });
  assert.deepEqual([record.warnings, record.errors], [[], []]);
  const told = readFileSync(log, "utf8").trim().split("\n").map((line) => JSON.parse(line) as { method: string });
  const once = ["initialize", "initialized", "shutdown"];
  const calls = told.map(({ method }) => method).filter((method) => once.includes(method));
  assert.deepEqual(calls, [...once, ...once]);
  assert.deepEqual(told[0], { method: "initialize", options: { inlayHints: true } });
});

test("a server that ends at once is reported", async () => {
  const path = join(scratch, "ends");
  writeFileSync(path, '#!/bin/sh\n[ "$2" = --help ]\n', { mode: 0o755 });
  const record = await live({ settings: { path }, language: "en" });
  assert.match(record.warnings[0]?.text ?? "", /The language server did not start/);
});

test("the command itself is started", { skip: process.env["POLICYMARK"] === undefined }, async () => {
  const record = await live({ settings: { path: process.env["POLICYMARK"] }, language: "en" });
  assert.deepEqual([record.warnings, record.errors], [[], []]);
});
