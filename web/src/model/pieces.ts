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
  /** Its spots, the longest first: a shorter one is seen on a longer one. */
  | { type: 'text'; start: number; end: number; spots: Spot[] }

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

/** Cuts text at the edges of spots. */
function textPieces(start: number, end: number, spots: readonly Spot[]): Piece[] {
  const here = spots.filter((spot) => spot.start < end && spot.end > start)
  const edges = here.flatMap((spot) => [spot.start, spot.end]).filter((edge) => edge > start && edge < end)
  const cuts = [start, ...[...new Set(edges)].sort((one, other) => one - other), end]
  return cuts.slice(1).map((to, number): Piece => {
    const from = cuts[number] ?? start
    const over = here.filter((spot) => spot.start <= from && spot.end >= to)
    return { type: 'text', start: from, end: to, spots: over.sort((one, other) => lengthOf(other) - lengthOf(one)) }
  })
}

function lengthOf({ start, end }: Span): number {
  return end - start
}
