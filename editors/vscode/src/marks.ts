// What the commands for marks do to a text. Offsets are UTF-16 units, as in VS Code; nothing here knows an editor.

import { BRACKETS, isMark, pairsOf, type Kind, type Pair, type Span } from "./pairs";

/** `anchor` is where the selection began, `active` where the cursor is: either may come first. */
export interface Selection {
  readonly anchor: number;
  readonly active: number;
}

/** Puts `text` where `start` to `end` was. */
export interface Edit extends Span {
  readonly text: string;
}

/** Edits in the order of the text, none over another, and what is selected after them. */
export interface Change {
  readonly edits: readonly Edit[];
  readonly selections: readonly Selection[];
  /** Whether something was left as it is because a mark there would cross another one. */
  readonly crossing: boolean;
}

/**
 * Marks what is selected. Blanks at its edges stay outside, and each of its lines gets a mark of its own, since a mark
 * ends on its line. If it is the words of a mark, or all of it, that mark changes its kind. A cursor gets an empty
 * pair to type into. Afterwards the marks are selected, brackets and all.
 */
export function wrap(text: string, selections: readonly Selection[], kind: Kind): Change {
  const edits: Edit[] = [];
  const selected = new Map<number, Selection>();
  let crossing = false;
  let shift = 0;
  let reached = 0;
  for (const [index, span] of inOrder(selections)) {
    if (span.start < reached) {
      continue;
    }
    const marked = span.start === span.end ? emptyMark(span.start, kind) : markLines(text, span, kind);
    crossing ||= marked.crossing;
    edits.push(...marked.edits);
    reached = Math.max(span.end, marked.edits.at(-1)?.end ?? 0);
    selected.set(index, directed(shifted(marked.selected, shift), selections[index]));
    shift += growth(marked.edits);
  }
  return { edits: joined(edits), selections: selections.flatMap((_, index) => selected.get(index) ?? []), crossing };
}

/**
 * Takes marks off: the innermost around a cursor; all that are within what is selected or, if none is, the innermost
 * around it.
 */
export function unwrap(text: string, selections: readonly Selection[]): Change {
  const removed = new Map<number, Edit>();
  for (const [, span] of inOrder(selections)) {
    for (const pair of toTakeOff(linesAt(text, span).flatMap((line) => marksOf(text, line)), span)) {
      removed.set(pair.start, { start: pair.start, end: pair.start + 1, text: "" });
      removed.set(pair.end - 1, { start: pair.end - 1, end: pair.end, text: "" });
    }
  }
  const edits = [...removed.values()].sort((a, b) => a.start - b.start);
  const moved = (offset: number): number => offset - edits.filter((edit) => edit.start < offset).length;
  return {
    edits,
    selections: selections.map(({ anchor, active }) => ({ anchor: moved(anchor), active: moved(active) })),
    crossing: false,
  };
}

/** What is done for one selection, as if nothing were done before it. */
interface Marked {
  readonly edits: readonly Edit[];
  readonly selected: Span;
  readonly crossing: boolean;
}

function emptyMark(at: number, kind: Kind): Marked {
  const [open, close] = BRACKETS[kind];
  return {
    edits: [{ start: at, end: at, text: open + close }],
    selected: { start: at + 1, end: at + 1 },
    crossing: false,
  };
}

function markLines(text: string, span: Span, kind: Kind): Marked {
  const [open, close] = BRACKETS[kind];
  const edits: Edit[] = [];
  let crossing = false;
  for (const words of withoutBlanks(text, span)) {
    const marks = linesAt(text, words).flatMap((line) => marksOf(text, line));
    const whole = marks.find((mark) => isAllOf(mark, words));
    if (whole !== undefined) {
      edits.push({ start: whole.start, end: whole.start + 1, text: open }, { start: whole.end - 1, end: whole.end, text: close });
    } else if (marks.some((mark) => crosses(mark, words))) {
      crossing = true;
    } else {
      edits.push({ start: words.start, end: words.start, text: open }, { start: words.end, end: words.end, text: close });
    }
  }
  const selected = { start: edits[0]?.start ?? span.start, end: (edits.at(-1)?.end ?? span.end) + growth(edits) };
  return { edits, selected, crossing };
}

/** Whether `words` are all that `mark` contains, or all of it. */
function isAllOf(mark: Span, words: Span): boolean {
  return [0, 1].some((bracket) => mark.start + bracket === words.start && mark.end - bracket === words.end);
}

/** Whether brackets around `words` would be partly inside and partly outside `mark`. */
function crosses(mark: Span, words: Span): boolean {
  const isApart = mark.end <= words.start || words.end <= mark.start;
  const isInside = mark.start < words.start && words.end < mark.end;
  const isAround = words.start <= mark.start && mark.end <= words.end;
  return !isApart && !isInside && !isAround;
}

/** The same edits, with those that touch made one, so that nobody has to know which comes first. */
function joined(edits: readonly Edit[]): Edit[] {
  const all: Edit[] = [];
  for (const edit of edits) {
    const last = all.at(-1);
    if (last?.end === edit.start) {
      all[all.length - 1] = { start: last.start, end: edit.end, text: last.text + edit.text };
    } else {
      all.push(edit);
    }
  }
  return all;
}

/** How much longer `edits` make the text. */
function growth(edits: readonly Edit[]): number {
  return edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
}

function marksOf(text: string, line: Span): Pair[] {
  return pairsOf(text, line).filter((pair) => isMark(text, line, pair));
}

/** What of `pairs` a command on `span` takes off. */
function toTakeOff(pairs: readonly Pair[], span: Span): readonly Pair[] {
  const inside = pairs.filter((pair) => span.start <= pair.start && pair.end <= span.end);
  if (inside.length > 0) {
    return inside;
  }
  // A pair inside another closes first, so it comes first.
  const around = pairs.find((pair) => pair.start <= span.start && span.end <= pair.end);
  return around === undefined ? [] : [around];
}

/** The selections as spans with their numbers, in the order of the text. */
function inOrder(selections: readonly Selection[]): [index: number, span: Span][] {
  return selections
    .map(({ anchor, active }, index): [number, Span] => [
      index,
      { start: Math.min(anchor, active), end: Math.max(anchor, active) },
    ])
    .sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
}

function shifted(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** `span` as a selection whose cursor is at the same side as that of `like`. */
function directed(span: Span, like: Selection | undefined): Selection {
  const backward = like !== undefined && like.active < like.anchor;
  return backward ? { anchor: span.end, active: span.start } : { anchor: span.start, active: span.end };
}

// The blanks of `grammar.md`: White_Space, U+200B, U+2060 and U+FEFF. `\s` has all but three of them.
const BLANKS_AT_EDGES = /^[\s\u0085\u200B\u2060]+|[\s\u0085\u200B\u2060]+$/g;

/** The part of `span` on each of its lines, without blanks at the edges. Lines of blanks are left out. */
function withoutBlanks(text: string, span: Span): Span[] {
  const parts: Span[] = [];
  for (const line of linesAt(text, span)) {
    const start = Math.max(line.start, span.start);
    const part = text.slice(start, Math.min(line.end, span.end));
    const words = part.replace(BLANKS_AT_EDGES, "");
    if (words !== "") {
      const from = start + part.indexOf(words);
      parts.push({ start: from, end: from + words.length });
    }
  }
  return parts;
}

/** The whole lines on which `span` is, without their line feeds. */
function linesAt(text: string, span: Span): Span[] {
  const lines: Span[] = [];
  let start = span.start === 0 ? 0 : text.lastIndexOf("\n", span.start - 1) + 1;
  let end: number;
  do {
    const feed = text.indexOf("\n", start);
    end = feed === -1 ? text.length : feed;
    lines.push({ start, end });
    start = end + 1;
  } while (end < span.end);
  return lines;
}
