import type { ChangeJson } from '../data.ts'
import type { Policy, Statement } from './types.ts'

/** A statement in two versions, or a heading, with what changed. */
export interface Pair {
  old: Statement | undefined
  new: Statement | undefined
  changes: ChangeJson[]
}

/** The changes of each statement together, in the order of the new version; headings come alone. */
export function pairsOf(changes: readonly ChangeJson[], [before, after]: readonly [Policy, Policy]): Pair[] {
  const pairs = new Map<string, Pair>()
  changes.forEach((change, number) => {
    const { old_statement: old, new_statement: now } = change
    const isOfStatement = old !== undefined || now !== undefined
    const key = isOfStatement ? `${old ?? ''}:${now ?? ''}` : `heading ${number}`
    const pair = pairs.get(key) ?? { old: before.statements[old ?? -1], new: after.statements[now ?? -1], changes: [] }
    pair.changes.push(change)
    pairs.set(key, pair)
  })
  return [...pairs.values()]
}
