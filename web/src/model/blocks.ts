import { brokenLines } from './breaks.ts'
import type { Mark, Policy, Section, Span } from './types.ts'

/** A line of the text, or a part of a long one, with its marks. Blank lines are left out. */
export interface Block extends Span {
  /** The heading on this line. */
  heading: Section | undefined
  /** The marks that begin on this line. */
  marks: Mark[]
}

/** The lines of a policy. */
export function blocksOf(policy: Policy): Block[] {
  const lines = brokenLines(policy, linesOf(policy.text))
  const blocks = lines.map((span): Block => ({ ...span, heading: undefined, marks: [] }))
  let next = 0
  for (const mark of policy.marks) {
    next = blockAt(blocks, mark.start, next)
    blocks[next]?.marks.push(mark)
  }
  for (const section of policy.sections) {
    const block = section.title && blocks[blockAt(blocks, section.title.start)]
    if (block) block.heading = section
  }
  return blocks
}

function linesOf(text: string): Span[] {
  const lines: Span[] = []
  let start = 0
  while (start < text.length) {
    const end = endOfLine(text, start)
    // Not by one expression for both: it would take a long blank line apart at each of its blanks.
    if (/[^\s\ufeff]/.test(text.slice(start, end))) lines.push({ start, end })
    start = end + 1
  }
  return lines
}

function endOfLine(text: string, from: number): number {
  LINE_END.lastIndex = from
  return LINE_END.exec(text)?.index ?? text.length
}

const LINE_END = /[\r\n]/g

/** The number of the last block that begins at or before a place, at least `from`. */
export function blockAt(blocks: readonly Block[], place: number, from = 0): number {
  let low = from
  let high = blocks.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((blocks[middle]?.start ?? Infinity) <= place) low = middle
    else high = middle
  }
  return low
}
