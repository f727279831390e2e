import type { Policy } from './types.ts'
import type { Spot } from './pieces.ts'

/** What is to be seen in the text of a policy beside its marks. */
export function spotsOf(policy: Policy): Spot[] {
  const slips = policy.diagnostics.map(({ start, end, severity }, number) => {
    return { start, end, name: `slip ${severity}`, id: String(number) }
  })
  const unmarked = policy.statements.flatMap((statement) =>
    statement.unmarked.map(({ start, end }) => ({ start, end, name: 'unmarked' })),
  )
  // The backslash alone: it hides with the brackets.
  const escapes = policy.escapes.map(({ start }) => ({ start, end: start + 1, name: 'escape' }))
  return [...slips, ...unmarked, ...escapes]
}
