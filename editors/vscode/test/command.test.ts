// Where the command is looked for, what a program turns out to be, and what is said of it.

import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { candidates, firstProgram, fitness, type Surroundings } from "../src/command";
import { troubleOf } from "../src/trouble";

const LINUX: Surroundings = {
  platform: "linux",
  env: { PATH: "/usr/local/bin:.:relative:/usr/bin" },
  home: "/home/lin",
  folder: "/home/lin/policies",
};

const scratch = mkdtempSync(join(tmpdir(), "policymark-"));
after(() => rmSync(scratch, { recursive: true }));

function program(name: string, script: string, mode = 0o755): string {
  const file = join(scratch, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, mode);
  return file;
}

test("a name is looked for in PATH and where cargo installs, never in a relative folder", () => {
  const expected = ["/usr/local/bin/policymark", "/usr/bin/policymark", "/home/lin/.cargo/bin/policymark"];
  assert.deepEqual(candidates("policymark", LINUX), expected);
  const env = { PATH: "/usr/bin", CARGO_HOME: "/opt/cargo" };
  assert.deepEqual(candidates("pm", { ...LINUX, env }), ["/usr/bin/pm", "/opt/cargo/bin/pm"]);
});

test("a path is itself, from the home folder, or from the folder that is open", () => {
  assert.deepEqual(candidates("/opt/policymark", LINUX), ["/opt/policymark"]);
  assert.deepEqual(candidates("~/bin/policymark", LINUX), ["/home/lin/bin/policymark"]);
  assert.deepEqual(candidates("target/debug/policymark", LINUX), ["/home/lin/policies/target/debug/policymark"]);
  assert.deepEqual(candidates("./policymark", { ...LINUX, folder: undefined }), []);
});

test("an empty setting wants no command, and no message", () => {
  assert.deepEqual(candidates("  ", LINUX), []);
  assert.equal(troubleOf("  ", undefined, undefined), undefined);
});

test("programs of Windows end in .exe", () => {
  const [first] = candidates("/tools/policymark", { ...LINUX, platform: "win32" });
  assert.equal(first, "/tools/policymark.exe");
  const [same] = candidates("/tools/policymark.exe", { ...LINUX, platform: "win32" });
  assert.equal(same, "/tools/policymark.exe");
});

test("the first file that can be run is taken", async () => {
  const plain = program("plain", "exit 0", 0o644);
  const good = program("good", "exit 0");
  assert.equal(await firstProgram([join(scratch, "none"), scratch, plain, good]), good);
  assert.equal(await firstProgram([plain]), undefined);
  assert.equal(await firstProgram([]), undefined);
});

test("a program that answers `lsp --help` is ready", async () => {
  const ready = program("ready", '[ "$1 $2" = "lsp --help" ]');
  assert.deepEqual(await fitness(ready), { kind: "ready" });
  assert.equal(troubleOf("policymark", ready, { kind: "ready" }), undefined);
});

test("an older version is named, and a newer one offered", async () => {
  const old = program("old", '[ "$1" = --version ] && echo "policymark 0.0.9" && exit\nexit 2');
  const found = await fitness(old);
  assert.deepEqual(found, { kind: "outdated", version: "0.0.9" });
  const trouble = troubleOf("policymark", old, found);
  assert.deepEqual(trouble?.values, [old, "0.0.9"]);
  assert.equal(trouble?.remedies[0], "howToInstall");
});

test("what is no policymark is quoted", async () => {
  const broken = program("broken", "echo 'cannot find libc' >&2\nexit 127");
  assert.deepEqual(await fitness(broken), { kind: "broken", reason: "cannot find libc" });
  const other = program("other", '[ "$1" = --version ] && echo "another 2.0" && exit\nexit 2');
  const found = await fitness(other);
  assert.deepEqual(found, { kind: "broken", reason: "another 2.0" });
  assert.deepEqual(troubleOf("other", other, found)?.remedies, ["openSettings", "howToInstall"]);
});

test("a missing command is offered for installation, a wrong path for correction", () => {
  const missing = troubleOf("policymark", undefined, undefined);
  assert.match(missing?.text ?? "", /was not found/);
  assert.equal(missing?.remedies[0], "howToInstall");
  const wrong = troubleOf("/opt/policymark", undefined, undefined);
  assert.match(wrong?.text ?? "", /no program at/);
  assert.deepEqual(wrong?.values, ["/opt/policymark"]);
  assert.equal(wrong?.remedies[0], "openSettings");
});
