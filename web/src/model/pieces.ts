import type { Mark, Span } from './types.ts'

/** Something else to be seen in a text: a slip, a word without a mark, a disagreement. Marks can begin or end in it. */
export interface Spot extends Span {
  /** The class of the elements that show it. */
  name: string
  /** What it is, for those that lead here. */
  id?: string
}

/** What a line consists of, in order. */
export type Piece =
  | { type: 'open'; mark: Mark }
  | { type: 'close' }
  | { type: 'text'; start: number; end: number; spot: Spot | undefined }

/** Takes a line apart. Marks hold each other, brackets are no part of the pieces of text; spots cut text only. */
export function piecesOf(line: Span, marks: readonly Mark[], spots: readonly Spot[]): Piece[] {
  const pieces: Piece[] = []
  const open: Mark[] = []
  let at = line.start
  const textTo = (end: number) => {
    if (end > at) pieces.push(...textPieces(at, end, spots))
    at = Math.max(at, end)
  }
  const closeUpTo = (place: number) => {
    for (let mark = open.at(-1); mark && mark.end <= place; mark = open.at(-1)) {
      textTo(mark.end - 1)
      at = mark.end
      pieces.push({ type: 'close' })
      open.pop()
    }
  }
  for (const mark of marks) {
    closeUpTo(mark.start)
    textTo(mark.start)
    pieces.push({ type: 'open', mark })
    at = mark.start + 1
    open.push(mark)
  }
  closeUpTo(Infinity)
  textTo(line.end)
  return pieces
}

/** Cuts text at the edges of spots. Where spots overlap, the first one is seen. */
function textPieces(start: number, end: number, spots: readonly Spot[]): Piece[] {
  const pieces: Piece[] = []
  let at = start
  for (const spot of spots) {
    const from = Math.max(at, spot.start)
    const to = Math.min(end, spot.end)
    if (from >= to) continue
    if (from > at) pieces.push({ type: 'text', start: at, end: from, spot: undefined })
    pieces.push({ type: 'text', start: from, end: to, spot })
    at = to
  }
  if (at < end) pieces.push({ type: 'text', start: at, end, spot: undefined })
  return pieces
}
