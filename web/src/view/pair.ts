import type { ChangeJson, PlaceJson } from '../data.ts'
import { say, sayValue } from '../language.ts'
import type { Pair } from '../model/pairs.ts'
import type { Statement } from '../model/types.ts'
import { shortened } from '../text/visible.ts'
import { card } from './card.ts'
import { h } from './dom.ts'

/** How many characters of a text that changed are shown. */
const WORDS = 120

/** What changed, and the statement in both versions side by side. */
export function pairElement(pair: Pair): HTMLElement {
  const changes = h('ul', { class: 'changes' }, ...pair.changes.map((change) => changeElement(change, pair)))
  const sides = [side(pair.old, pair.changes, 'old'), side(pair.new, pair.changes, 'new')]
  const name = pair.changes.map((change) => describe(change, pair)).join('; ')
  const isAlone = !pair.old && !pair.new
  return h('article', { class: 'pair', tabindex: -1, 'aria-label': name }, changes, ...(isAlone ? [] : sides))
}

function changeElement(change: ChangeJson, pair: Pair): HTMLElement {
  return h('li', { class: `${change.kind}${change.of_meaning ? ' of-meaning' : ''}` }, describe(change, pair))
}

function describe({ kind, role, old, new: now }: ChangeJson, pair: Pair): string {
  if (kind === 'modality-changed') return sayValue('change', kind, '', ...[pair.old, pair.new].map(modality))
  const words = [old, now].filter((place) => place !== undefined).map(({ text }) => shortened(text, WORDS))
  return sayValue('change', kind, role ? sayValue('noun', role) : '', ...words)
}

function modality(statement: Statement | undefined): string {
  return sayValue('modality', statement?.json.modality ?? 'none')
}

function side(statement: Statement | undefined, changes: readonly ChangeJson[], version: 'old' | 'new'): HTMLElement {
  const label = say(`side.${version}`)
  if (!statement) return h('div', { class: `side ${version} none` }, h('span', { class: 'sr' }, label), say('nothing'))
  const members = changes.filter(({ role }) => role !== undefined)
  const places = members.map((change) => change[version]).filter((place): place is PlaceJson => place !== undefined)
  const starts = new Set(places.map(({ span }) => statement.policy.toSpan(span).start))
  const element = card(statement, { isChanged: ({ start }) => starts.has(start) })
  element.setAttribute('aria-label', `${label}: ${say('statement-number', statement.id)}`)
  const name = h('p', { class: 'version', 'aria-hidden': 'true' }, label)
  return h('div', { class: `side ${version}` }, name, element)
}
