// The four kinds of marks look different from each other and from text.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { INITIAL, type IRawTheme } from "vscode-textmate";

import { loadGrammar } from "./tokens";

const LINE = "当{您注册}时，(我们)会[收集]您的<邮箱>";
const WORDS = ["您注册", "我们", "收集", "邮箱", "您的"];
const THEMES = join("node_modules", "tm-themes", "themes");

/** Themes that have too few colours. None of them comes with VS Code. */
const PLAIN = ["houston", "min-dark", "poimandres", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "vesper"];

interface Theme {
  readonly name: string;
  readonly type: "dark" | "light";
  readonly colors?: Readonly<Record<string, string>>;
  readonly tokenColors: IRawTheme["settings"];
}

test("themes give the four kinds and the text five colours", async () => {
  const { grammar, registry } = await loadGrammar();
  const plain: string[] = [];
  const names = readdirSync(THEMES).map((file) => file.replace(/\.json$/, "")).sort();
  for (const name of names) {
    const theme = JSON.parse(readFileSync(join(THEMES, `${name}.json`), "utf8")) as Theme;
    const foreground = theme.colors?.["editor.foreground"] ?? (theme.type === "light" ? "#333333" : "#cccccc");
    registry.setTheme({ name, settings: [{ settings: { foreground, background: "#000000" } }, ...theme.tokenColors] });
    const { tokens } = grammar.tokenizeLine2(LINE, INITIAL);
    const colours = WORDS.map((word) => colourAt(tokens, LINE.indexOf(word), registry.getColorMap()));
    if (new Set(colours).size < WORDS.length) {
      plain.push(name);
    }
  }
  assert.ok(names.length > 60);
  assert.deepEqual(plain, PLAIN);
});

/** `tokens` are pairs of an offset and what is from there on, with the number of the colour from bit 15. */
function colourAt(tokens: Uint32Array, offset: number, colours: readonly string[]): string | undefined {
  let colour: string | undefined;
  for (let index = 0; index + 1 < tokens.length && (tokens[index] ?? 0) <= offset; index += 2) {
    // Without transparency.
    colour = colours[((tokens[index + 1] ?? 0) >>> 15) & 0x1ff]?.slice(0, 7);
  }
  return colour;
}
