import { say } from '../language.ts'
import type { Policy } from '../model/types.ts'

/** What stands beside the title of a policy: its name, and how much there is. */
export function countsOf({ name, statements, marks, diagnostics }: Policy): string {
  const counts = [
    say('n.statements', statements.length),
    say('n.marks', marks.length),
    say('n.diagnostics', diagnostics.length),
  ]
  return [name, ...counts].join(' · ')
}
