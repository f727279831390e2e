import type { Category, Ground, Kind, Party, Polarity } from '../data.ts'
import { KINDS } from '../model/roles.ts'

/** The ways in which annotators differ. */
export const WAYS = ['only-first', 'only-second', 'kind', 'extent'] as const

/** What the user looks for. Empty texts and missing values let everything through. */
export interface Criteria {
  kind?: Kind | undefined
  party?: Party | undefined
  category?: Category | undefined
  ground?: Ground | undefined
  polarity?: Polarity | undefined
  /** How two annotators differ. */
  way?: (typeof WAYS)[number] | undefined
  heading: string
  text: string
}

export const NO_CRITERIA: Criteria = { heading: '', text: '' }

/** The criteria that have a list of values. */
export const CHOICES = {
  kind: KINDS,
  party: ['first', 'third', 'subject'],
  category: [
    'basic', 'identity', 'biometric', 'network-identity', 'health', 'education-work', 'property',
    'communication', 'contacts', 'online-record', 'device', 'location', 'other',
  ],
  ground: ['consent', 'law', 'contract', 'period', 'occasion', 'other'],
  polarity: ['affirmed', 'denied'],
} as const satisfies { [K in keyof Criteria]?: readonly Criteria[K][] }

export type Choice = keyof typeof CHOICES

export const CHOICE_NAMES = Object.keys(CHOICES) as Choice[]

export function isEmpty(criteria: Criteria): boolean {
  return CHOICE_NAMES.every((name) => !criteria[name]) && !criteria.way && criteria.heading === '' && criteria.text === ''
}
