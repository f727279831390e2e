import type { Policy, Span } from './types.ts'

/** A line of more characters than this is broken: browsers take time that grows with the square of its length. */
const LONG = 4000

/** Breaks long lines after a sentence, or else after a mark. No mark is cut. */
export function brokenLines(policy: Policy, lines: readonly Span[]): Span[] {
  if (lines.every(({ start, end }) => end - start <= LONG)) return [...lines]
  const places = placesToBreak(policy)
  let next = 0
  return lines.flatMap(({ start, end }) => {
    const parts: Span[] = []
    for (; (places[next]?.at ?? Infinity) < end; next++) {
      const { at, isGood } = places[next] ?? { at: end, isGood: false }
      if (at - start < (isGood ? LONG : 2 * LONG)) continue
      parts.push({ start, end: at })
      start = at
    }
    return [...parts, { start, end }]
  })
}

/** Ends of sentences, which are good places, and of outer marks, in the order of the text. */
function placesToBreak({ marks, sentences }: Policy): { at: number; isGood: boolean }[] {
  const outer: Span[] = []
  for (const mark of marks) if (mark.start >= (outer.at(-1)?.end ?? 0)) outer.push(mark)
  const places = outer.map(({ end }) => ({ at: end, isGood: false }))
  let next = 0
  for (const { end } of sentences) {
    while ((outer[next]?.end ?? Infinity) <= end) next++
    const isInMark = (outer[next]?.start ?? Infinity) < end
    if (!isInMark) places.push({ at: end, isGood: true })
  }
  return places.sort((one, other) => one.at - other.at)
}
