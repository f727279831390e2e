import type { Mark, Policy, Statement } from './types.ts'

/** What a mark that refers back means: `<上述信息>`. */
export interface Reference {
  statement: Statement
  words: string[]
}

/** The data, or the third parties, of the statement that a mark refers to, as far as they stand before it. */
export function referenceOf(policy: Policy, mark: Mark): Reference | undefined {
  const statement = policy.statements[mark.json.refers_to ?? -1]
  if (!statement) return undefined
  const roles = mark.kind === 'data' ? (['data'] as const) : (['actors', 'recipients', 'sources'] as const)
  const isMeant = (one: Mark) =>
    one.id < mark.id && typeof one.json.refers_to !== 'number' && (mark.kind === 'data' || one.json.party === 'third')
  const marks = roles.flatMap((role) => statement.members.get(role) ?? []).map((member) => member.mark)
  return { statement, words: [...new Set(marks.filter(isMeant).map(({ words }) => words))] }
}
