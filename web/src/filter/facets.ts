import type { Mark, Statement } from '../model/types.ts'
import { CHOICES, CHOICE_NAMES, type Choice } from './criteria.ts'

// All values of all choices are 28: each has a bit.
const BITS = new Map<string, number>(
  CHOICE_NAMES.flatMap((choice) => CHOICES[choice].map((value) => `${choice}:${value}`)).map((name, bit) => [name, 1 << bit]),
)

/** The bit of a value of a choice; 0 for no value. */
export function bitOf(choice: Choice, value: string | null | undefined): number {
  return value ? (BITS.get(`${choice}:${value}`) ?? 0) : 0
}

/** What a mark is by itself. */
export function facetsOfMark({ kind, json }: Mark): number {
  return (
    bitOf('kind', kind) | bitOf('party', json.party) | bitOf('category', json.class?.category) | bitOf('ground', json.ground)
  )
}

/** What a statement and its members are. */
export function facetsOf(statement: Statement): number {
  let facets = bitOf('polarity', statement.json.polarity)
  for (const mark of statement.marks) facets |= facetsOfMark(mark)
  for (const word of statement.unmarked) facets |= bitOf('party', word.party)
  return facets
}
