import { POLICY_TAG, say, sayValue } from '../language.ts'
import { nameOf } from '../model/headings.ts'
import { referenceOf } from '../model/references.ts'
import { RULE_OF_ANNOUNCED, RULE_OF_REFERENCE, RULE_OF_UNMARKED } from '../model/roles.ts'
import type { Datum, Mark, Member, Policy, Section, Span, Statement, Unmarked } from '../model/types.ts'
import { nameOfRule } from '../rules.ts'
import { shortened } from '../text/visible.ts'
import { type Child, h } from './dom.ts'

/** How many characters of a member are shown. */
const WORDS = 200

/** What a part of a card leads to. */
const places = new WeakMap<Element, Span>()
const statements = new WeakMap<Element, Statement>()

/** The place in the text that a part of a card leads to. */
export function placeAt(target: Element | null): Span | undefined {
  const part = target?.closest('.leads')
  return part ? places.get(part) : undefined
}

/** The other statement that a part of a card leads to. */
export function statementAt(target: Element | null): Statement | undefined {
  const part = target?.closest('.leads')
  return part ? statements.get(part) : undefined
}

/** Makes the parts of a card. They are buttons, or lead nowhere where what changed is shown. */
export class Chips {
  readonly #isChanged: ((place: Span) => boolean) | undefined

  constructor(isChanged: ((place: Span) => boolean) | undefined) {
    this.#isChanged = isChanged
  }

  /** A member, and what it is by itself. */
  member({ member, depth, partRule }: Datum): HTMLElement {
    const { mark, rule, isElsewhere } = member
    const notes = [noteOf(mark.json), isElsewhere && say('elsewhere')].filter(Boolean).join(' · ')
    return this.#part(
      `chip ${mark.kind}${depth > 0 ? ' part' : ''}`,
      mark,
      depth > 0 && h('span', { class: 'sr' }, say('part-of')),
      h('span', { lang: POLICY_TAG }, shortened(mark.words, WORDS)),
      notes && h('small', {}, notes),
      ...[rule, partRule].map(ruleNote),
    )
  }

  /** What a member means that refers back. */
  reference(policy: Policy, mark: Mark): Child {
    const reference = referenceOf(policy, mark)
    if (!reference) return null
    const words = shortened(reference.words.join('、'), WORDS)
    const element = this.#part('chip refers', undefined, h('small', {}, say('refers-to', words)), ruleNote(RULE_OF_REFERENCE))
    element.title = say('statement-number', reference.statement.id)
    statements.set(element, reference.statement)
    return element
  }

  /** What a sentence names without a mark. */
  unmarked(word: Unmarked): HTMLElement {
    const words = h('span', { lang: POLICY_TAG }, shortened(word.words, WORDS))
    return this.#part('chip unmarked', word, words, h('small', {}, say('unmarked')), ruleNote(RULE_OF_UNMARKED[word.role]))
  }

  /** An item of a list that is announced. */
  item(policy: Policy, section: Section): HTMLElement {
    const name = h('span', { lang: POLICY_TAG }, shortened(nameOf(policy, section), WORDS))
    return this.#part('item', section.title ?? section, name, ' ', ruleNote(RULE_OF_ANNOUNCED))
  }

  #part(name: string, place: Span | undefined, ...children: Child[]): HTMLElement {
    const changed = place && this.#isChanged?.(place) ? ' changed' : ''
    if (this.#isChanged) return h('span', { class: name + changed }, ...children)
    const element = h('button', { type: 'button', class: `${name} leads`, tabindex: -1 }, ...children)
    if (place) places.set(element, place)
    return element
  }
}

function ruleNote(rule: string | undefined): Child {
  return rule && h('small', { class: 'rule' }, nameOfRule(rule))
}

/** What a member is by itself. */
function noteOf({ party, class: kind, ground, processing }: Member['mark']['json']): string {
  const notes = [
    party && sayValue('party-short', party),
    kind && sayValue('category', kind.category),
    kind && (kind.sensitive_by_law || kind.sensitive_by_standard) && say('sensitive'),
    ground && sayValue('ground', ground),
    processing && sayValue('processing', processing),
  ]
  return notes.filter(Boolean).join(' · ')
}
