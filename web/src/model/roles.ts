import type { Kind, MemberRole } from '../data.ts'

export const KINDS = ['actor', 'action', 'data', 'purpose'] as const satisfies readonly Kind[]

/** The roles in the order in which a statement is read aloud. */
export const ROLES: readonly MemberRole[] = [
  'actors', 'actions', 'data', 'excluded', 'recipients', 'sources', 'subjects', 'places',
  'purposes', 'conditions', 'exceptions', 'without',
]

/** The list of members that an unmarked word would be in. */
export const LIST_OF_UNMARKED = {
  actor: 'actors',
  recipient: 'recipients',
  source: 'sources',
  action: 'actions',
} as const satisfies Record<string, MemberRole>

/** The rules that name words without a mark, tie the items of a list, and say what a reference means. The JSON has none. */
export const RULE_OF_UNMARKED: Partial<Record<MemberRole, string>> = {
  actors: 'S32',
  actions: 'S33',
  recipients: 'S34',
  sources: 'S34',
}
export const RULE_OF_ANNOUNCED = 'S27'
export const RULE_OF_REFERENCE = 'S30'
