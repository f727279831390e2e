// What the grammar makes of a text: the scopes of each line, from left to right.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { loadWASM, OnigScanner, OnigString } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry, type IGrammar, type IToken } from "vscode-textmate";

const GRAMMAR = "syntaxes/policymark.tmLanguage.json";

/** The grammar, and what themes it with colours. Tests run in the folder of the extension. */
export async function loadGrammar(): Promise<{ grammar: IGrammar; registry: Registry }> {
  const wasm = await readFile(join("node_modules", "vscode-oniguruma", "release", "onig.wasm"));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(await readFile(GRAMMAR, "utf8"), GRAMMAR),
  });
  const grammar = await registry.loadGrammar("text.policymark");
  if (grammar === null) {
    throw new Error("no grammar for text.policymark");
  }
  return { grammar, registry };
}

/** The tokens of each line of `text`. */
export function tokensOf(grammar: IGrammar, text: string): readonly IToken[][] {
  let state = INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine(line, state, 10_000);
    if (stoppedEarly) {
      throw new Error(`too slow: ${line.slice(0, 40)}`);
    }
    state = ruleStack;
    return tokens;
  });
}
