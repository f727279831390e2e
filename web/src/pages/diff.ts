import type { ChangeJson, PolicyJson } from '../data.ts'
import { StatementIndex } from '../filter/index.ts'
import { say } from '../language.ts'
import { type Pair, pairsOf } from '../model/pairs.ts'
import { readPolicy } from '../model/policy.ts'
import { h } from '../view/dom.ts'
import { FilterBar } from '../view/filters.ts'
import { header, toggle } from '../view/header.ts'
import { pairElement } from '../view/pair.ts'
import { WindowList } from '../view/window-list.ts'
import type { Frame, Page } from './page.ts'

/** Two versions of a policy, side by side by what changed. */
export function diffPage(versions: readonly [PolicyJson, PolicyJson], changes: readonly ChangeJson[], frame: Frame): Page {
  const [before, after] = versions
  const policies = [readPolicy(before), readPolicy(after)] as const
  const pairs = pairsOf(changes, policies)
  const index = new StatementIndex(policies)
  const empty = h('p', { class: 'empty' })
  const feed = h('div', { role: 'feed', 'aria-label': say('changes') })
  const region = { class: 'list of-pairs', tabindex: 0, role: 'region', 'aria-label': say('changes') }
  const scroller = h('div', region, columnHeads(before, after), empty, feed)
  const list = new WindowList<Pair>(feed, scroller, (pair) => pairElement(pair))
  const meaning = h('input', { type: 'checkbox', name: 'meaning' })
  const { criteria } = frame.session
  const filters = new FilterBar(policies, criteria, h('label', { class: 'check' }, meaning, ` ${say('only-meaning')}`))
  const show = () => {
    const found = new Set(index.find(criteria.value))
    const isAll = found.size === index.statements.length
    const shown = pairs.filter((pair) => (isAll || hasOne(pair, found)) && (!meaning.checked || isOfMeaning(pair)))
    list.set(shown)
    empty.textContent = shown.length > 0 ? '' : say(pairs.length > 0 ? 'no-change-found' : 'no-changes')
    filters.showCount(shown.length, pairs.length, 'changes')
  }
  meaning.addEventListener('change', show)
  criteria.follow(show)
  addEventListener('beforeprint', () => list.fillAll(), { signal: frame.signal })
  frame.keys.on(['/'], () => filters.focus()).on(['Escape'], () => filters.clear())
  const top = header(`${before.name} → ${after.name}`, '', frame.actions, toggle('with-rules', say('rules')))
  return { elements: [top, filters.element, h('main', { class: 'columns of-diff' }, scroller)] }
}

function columnHeads(before: PolicyJson, after: PolicyJson): HTMLElement {
  const head = (label: string, name: string) => h('div', {}, h('h2', {}, label), h('small', {}, name))
  return h('div', { class: 'heads' }, head(say('side.old'), before.name), head(say('side.new'), after.name))
}

function hasOne(pair: Pair, found: ReadonlySet<unknown>): boolean {
  return found.has(pair.old) || found.has(pair.new)
}

function isOfMeaning({ changes }: Pair): boolean {
  return changes.some((change) => change.of_meaning)
}
