import type { MemberRole } from '../data.ts'
import { POLICY_TAG, say, sayValue } from '../language.ts'
import { nameOf, pathBelowTitle, titleOf } from '../model/headings.ts'
import { ROLES } from '../model/roles.ts'
import type { Member, Policy, Section, Span, Statement, Unmarked } from '../model/types.ts'
import { nameOfRule } from '../rules.ts'
import { shortened } from '../text/visible.ts'
import { badges } from './badges.ts'
import { type Child, h } from './dom.ts'

/** How many characters of a member and of a sentence a card shows. */
const WORDS = 200
const SENTENCE = 160

/** A place that an element of a card leads to. */
const places = new WeakMap<Element, Span>()

/** The place in the text that a part of a card leads to. */
export function placeAt(target: Element | null): Span | undefined {
  const part = target?.closest('[data-place]')
  return part ? places.get(part) : undefined
}

/** What else a card shows. */
export interface CardOptions {
  /** The address of the statement, in an index. */
  address?: string
  /** Whether a place changed from one version to the other. */
  isChanged?: (place: Span) => boolean
}

/** A statement with all that it says. */
export function card(statement: Statement, options: CardOptions = {}): HTMLElement {
  const name = say('statement-number', statement.id)
  const title = options.address === undefined ? name : h('a', { href: options.address }, name)
  const element = h(
    'article',
    { class: 'card', tabindex: -1, 'aria-label': name },
    h('header', {}, h('h3', {}, title), ...badges(statement), heading(statement, options.address !== undefined)),
    h('dl', {}, ...ROLES.flatMap((role) => row(statement, role)), ...announced(statement)),
    h('p', { class: 'sentence', lang: POLICY_TAG }, sentenceOf(statement)),
  )
  for (const part of element.querySelectorAll('[data-place]')) {
    const place = places.get(part)
    if (place && options.isChanged?.(place)) part.classList.add('changed')
  }
  return element
}

/** The headings above a statement; with the name of its policy, if there are several policies. */
function heading({ section, policy }: Statement, withName: boolean): Child {
  const path = [withName && titleOf(policy), pathBelowTitle(policy, section)].filter(Boolean).join(' › ')
  return path ? h('span', { class: 'path', lang: POLICY_TAG }, path) : null
}

function row(statement: Statement, role: MemberRole): Child[] {
  const chips = role === 'data' ? dataChips(statement) : (statement.members.get(role) ?? []).map((member) => chip(member))
  const unmarked = statement.unmarked.filter((word) => word.role === role).map(unmarkedChip)
  const all = [...chips, ...unmarked]
  if (all.length === 0) return []
  return [h('dt', {}, label(statement, role)), h('dd', { class: `of-${role}` }, ...all)]
}

function label({ json }: Statement, role: MemberRole): string {
  if (role !== 'actions') return say(`role.${role}`)
  if (json.polarity === 'denied') return say('verb.denied')
  return json.modality ? say(`verb.${json.modality}`) : say('role.actions')
}

function dataChips(statement: Statement): HTMLElement[] {
  return statement.data.map(({ member, depth }) => chip(member, depth))
}

function chip({ mark, rule, isElsewhere }: Member, depth = 0): HTMLElement {
  const refers = mark.json.refers_to
  const notes = [noteOf(mark.json), isElsewhere && say('elsewhere')].filter(Boolean).join(' · ')
  const element = h(
    'button',
    { type: 'button', class: `chip ${mark.kind}${depth ? ' part' : ''}`, tabindex: -1, 'data-place': true },
    depth > 0 && h('span', { class: 'sr' }, say('part-of')),
    h('span', { lang: POLICY_TAG }, shortened(mark.words, WORDS)),
    notes && h('small', {}, notes),
    typeof refers === 'number' && h('small', { class: 'refers' }, say('refers-to', `#${refers}`)),
    rule && h('small', { class: 'rule' }, nameOfRule(rule)),
  )
  places.set(element, mark)
  return element
}

/** What a member is by itself. */
function noteOf({ party, class: kind, ground, processing }: Member['mark']['json']): string {
  const notes = [
    party && sayValue('party', party).replace(/ ?[(（].*/, ''),
    kind && sayValue('category', kind.category),
    kind && (kind.sensitive_by_law || kind.sensitive_by_standard) && say('sensitive'),
    ground && sayValue('ground', ground),
    processing && sayValue('processing', processing),
  ]
  return notes.filter(Boolean).join(' · ')
}

function unmarkedChip(word: Unmarked): HTMLElement {
  const element = h(
    'button',
    { type: 'button', class: 'chip unmarked', tabindex: -1, 'data-place': true },
    h('span', { lang: POLICY_TAG }, shortened(word.words, WORDS)),
    h('small', {}, say('unmarked')),
  )
  places.set(element, word)
  return element
}

function announced(statement: Statement): Child[] {
  if (statement.announces.length === 0) return []
  const items = statement.announces.map((section) => itemLink(statement.policy, section))
  return [h('dt', {}, say('announces')), h('dd', {}, h('ol', { class: 'announced' }, ...items))]
}

function itemLink(policy: Policy, section: Section): HTMLElement {
  const name = h('span', { lang: POLICY_TAG }, shortened(nameOf(policy, section), WORDS))
  const link = h('button', { type: 'button', class: 'item', tabindex: -1, 'data-place': true }, name)
  places.set(link, section.title ?? section)
  return h('li', {}, link)
}

function sentenceOf({ policy, sentence }: Statement): string {
  return shortened(policy.text.slice(sentence.start, sentence.end).trim(), SENTENCE)
}
