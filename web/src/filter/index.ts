import type { Mark, Policy, Statement } from '../model/types.ts'
import { withoutBrackets } from '../text/plain.ts'
import { CHOICE_NAMES, type Criteria, isEmpty } from './criteria.ts'
import { bitOf, facetsOf, facetsOfMark } from './facets.ts'

/** The statements of all policies, ready to be searched. */
export class StatementIndex {
  readonly statements: readonly Statement[]
  readonly #facets: Int32Array
  /** In small letters: the headings above each statement, and what its sentence and its members say. */
  readonly #headings: string[]
  readonly #texts: string[]

  constructor(policies: readonly Policy[]) {
    this.statements = policies.flatMap((policy) => policy.statements)
    this.#facets = Int32Array.from(this.statements, facetsOf)
    this.#headings = this.statements.map(({ section }) => (section?.path ?? '').toLowerCase())
    this.#texts = this.statements.map(textOf)
  }

  /** The statements that match all criteria. */
  find(criteria: Criteria): readonly Statement[] {
    if (isEmpty(criteria)) return this.statements
    const wanted = CHOICE_NAMES.map((name) => bitOf(name, criteria[name])).filter((bit) => bit !== 0)
    const heading = criteria.heading.trim().toLowerCase()
    const text = criteria.text.trim().toLowerCase()
    return this.statements.filter((_, number) => {
      const facets = this.#facets[number] ?? 0
      return (
        wanted.every((bit) => (facets & bit) !== 0) &&
        (this.#headings[number] ?? '').includes(heading) &&
        (this.#texts[number] ?? '').includes(text)
      )
    })
  }
}

function textOf(statement: Statement): string {
  const { policy, sentence } = statement
  const members = statement.marks.map(({ words }) => words)
  // As it is written, and as it reads without brackets.
  const source = policy.text.slice(sentence.start, sentence.end)
  return [source, withoutBrackets(source), ...members].join('\n').toLowerCase()
}

/** Which marks of a policy are of the statements that were found, and of the kind that is looked for: 1, others 0. */
export function matchingMarks(policy: Policy, found: readonly Statement[], criteria: Criteria): Uint8Array {
  const isWanted = new Uint8Array(policy.marks.length)
  if (isEmpty({ ...criteria, kind: undefined })) {
    isWanted.fill(1)
  } else {
    for (const statement of found) for (const mark of statement.marks) isWanted[mark.id] = 1
  }
  const kind = bitOf('kind', criteria.kind)
  if (kind !== 0) clearOthers(isWanted, policy.marks, kind)
  return isWanted
}

function clearOthers(isWanted: Uint8Array, marks: readonly Mark[], kind: number): void {
  for (const mark of marks) if ((facetsOfMark(mark) & kind) === 0) isWanted[mark.id] = 0
}
