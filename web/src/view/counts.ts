import { sayCount } from '../language.ts'
import { titleOf } from '../model/headings.ts'
import type { Policy } from '../model/types.ts'

/** What stands beside the title of a policy: its name, if that is another one, and how much there is. */
export function countsOf(policy: Policy): string {
  const { name, statements, marks, diagnostics } = policy
  const counts = [
    sayCount('statements', statements.length),
    sayCount('marks', marks.length),
    sayCount('diagnostics', diagnostics.length),
  ]
  return [...(titleOf(policy) === name ? [] : [name]), ...counts].join(' · ')
}
