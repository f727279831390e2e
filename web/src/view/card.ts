import type { MemberRole } from '../data.ts'
import { POLICY_TAG, say } from '../language.ts'
import { pathBelowTitle, titleOf } from '../model/headings.ts'
import { ROLES } from '../model/roles.ts'
import type { Datum, Member, Span, Statement } from '../model/types.ts'
import { shortened } from '../text/visible.ts'
import { badges } from './badges.ts'
import { Chips } from './chips.ts'
import { type Child, h } from './dom.ts'

/** How many characters of a sentence a card shows. */
const SENTENCE = 160

/** What else a card shows. */
export interface CardOptions {
  /** The address of the statement, in an index. */
  address?: string
  /** Whether a place changed from one version to the other. The parts of such a card lead nowhere. */
  isChanged?: (place: Span) => boolean
}

/** A statement with all that it says. */
export function card(statement: Statement, options: CardOptions = {}): HTMLElement {
  const name = say('statement-number', statement.id)
  const title = options.address === undefined ? name : h('a', { href: options.address }, name)
  const chips = new Chips(options.isChanged)
  const hasName = options.address !== undefined
  return h(
    'article',
    { class: 'card', tabindex: -1, 'aria-label': name },
    h('header', {}, h('h3', {}, title), ...badges(statement), heading(statement, hasName)),
    h('dl', {}, ...ROLES.flatMap((role) => row(statement, role, chips)), ...announced(statement, chips)),
    h('p', { class: 'sentence', lang: POLICY_TAG }, sentenceOf(statement)),
  )
}

/** The headings above a statement; with the name of its policy, if there are several policies. */
function heading({ section, policy }: Statement, withName: boolean): Child {
  const path = [withName && titleOf(policy), pathBelowTitle(policy, section)].filter(Boolean).join(' › ')
  return path ? h('span', { class: 'path', lang: POLICY_TAG }, path) : null
}

function row(statement: Statement, role: MemberRole, chips: Chips): Child[] {
  const members = role === 'data' ? statement.data : (statement.members.get(role) ?? []).map(withoutParts)
  const marked = members.flatMap((one) => [chips.member(one), chips.reference(statement.policy, one.member.mark)])
  const unmarked = statement.unmarked.filter((word) => word.role === role).map((word) => chips.unmarked(word))
  const all = [...marked, ...unmarked]
  if (all.length === 0) return []
  return [h('dt', {}, label(statement, role)), h('dd', { class: `of-${role}` }, ...all)]
}

function withoutParts(member: Member): Datum {
  return { member, depth: 0, partRule: undefined }
}

function label({ json }: Statement, role: MemberRole): string {
  if (role !== 'actions') return say(`role.${role}`)
  if (json.polarity === 'denied') return say('verb.denied')
  return json.modality ? say(`verb.${json.modality}`) : say('role.actions')
}

function announced({ policy, announces }: Statement, chips: Chips): Child[] {
  if (announces.length === 0) return []
  const items = announces.map((section) => h('li', {}, chips.item(policy, section)))
  return [h('dt', {}, say('announces')), h('dd', {}, h('ol', { class: 'announced' }, ...items))]
}

function sentenceOf({ policy, sentence }: Statement): string {
  return shortened(policy.text.slice(sentence.start, sentence.end).trim(), SENTENCE)
}
