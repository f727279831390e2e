// Which brackets of a line are marks, near enough for commands that must not touch the text's own brackets. The
// language server knows exactly; these commands work without it. The grammar in `syntaxes/` has the same expressions.

import expressions from "./brackets.json";

export type Kind = "purpose" | "action" | "data" | "actor";

/** The half-width brackets of a kind, as in `grammar.md`. */
export const BRACKETS: Readonly<Record<Kind, readonly [open: string, close: string]>> = {
  purpose: ["{", "}"],
  action: ["[", "]"],
  data: ["<", ">"],
  actor: ["(", ")"],
};

const KINDS = Object.keys(BRACKETS) as Kind[];

/** Half open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A pair of half-width brackets, from the opening one to behind the closing one. */
export interface Pair extends Span {
  readonly kind: Kind;
}

/**
 * The pairs of a line, the inner one first, by the rules of pairing in `grammar.md`: a closing bracket closes the
 * innermost open one of its own kind, and cuts off what is open inside. A backslash makes a bracket text.
 */
export function pairsOf(text: string, line: Span): Pair[] {
  const pairs: Pair[] = [];
  const open: { kind: Kind; start: number }[] = [];
  for (let at = line.start; at < line.end; at++) {
    const character = text.charAt(at);
    const opens = KINDS.find((kind) => BRACKETS[kind][0] === character);
    const closes = KINDS.find((kind) => BRACKETS[kind][1] === character);
    if (character === "\\") {
      at++;
    } else if (opens !== undefined) {
      open.push({ kind: opens, start: at });
    } else if (closes !== undefined) {
      const from = open.map(({ kind }) => kind).lastIndexOf(closes);
      const opening = open[from];
      if (opening !== undefined) {
        pairs.push({ ...opening, end: at + 1 });
        open.length = from;
      }
    }
  }
  return pairs;
}

const ORDINARY = new RegExp(expressions.ordinary, "uy");
const ACTOR = new RegExp(expressions.actor, "uy");

/** Whether a pair on `line` is a mark, and no bracket of the text's own. */
export function isMark(text: string, line: Span, pair: Pair): boolean {
  const words = text.slice(line.start, line.end).replace(/\r$/, "");
  const at = pair.start - line.start;
  if (pair.kind === "actor") {
    return !matches(ORDINARY, words, at) && matches(ACTOR, words, at);
  }
  return !matches(ORDINARY, words, at) && !inTitle(words, at, pair.kind);
}

function matches(expression: RegExp, text: string, at: number): boolean {
  expression.lastIndex = at;
  return expression.test(text);
}

/** `<…>` in the title of a document: `《关于修改<某某办法>的通知》`. */
function inTitle(text: string, at: number, kind: Kind): boolean {
  return kind === "data" && /《[^《》]*$/.test(text.slice(0, at)) && /^[^《》]*》/.test(text.slice(at));
}
