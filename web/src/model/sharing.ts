import type { Statement } from './types.ts'

/** Whether a statement says that data go to somebody: a row of the table of who shares what with whom. */
export function isSharing(statement: Statement): boolean {
  const actions = statement.members.get('actions') ?? []
  const shares = actions.some(({ mark }) => mark.json.role === 'share')
  return (shares || statement.members.has('recipients')) && !isOfSubject(statement)
}

/** Whether the data subjects themselves act: `(您)[填写]` shares nothing with others. */
function isOfSubject(statement: Statement): boolean {
  const marked = (statement.members.get('actors') ?? []).map(({ mark }) => mark.json.party)
  const unmarked = statement.unmarked.filter(({ role }) => role === 'actors').map(({ party }) => party)
  const parties = [...marked, ...unmarked]
  return parties.length > 0 && parties.every((party) => party === 'subject')
}
