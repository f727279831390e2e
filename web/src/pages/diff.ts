import type { ChangeJson, PolicyJson } from '../data.ts'
import { StatementIndex } from '../filter/index.ts'
import { onArrows } from '../keyboard.ts'
import { say } from '../language.ts'
import { type Pair, pairsOf } from '../model/pairs.ts'
import { readPolicy } from '../model/policy.ts'
import { setBrackets } from '../view/brackets.ts'
import { h } from '../view/dom.ts'
import { FilterBar } from '../view/filters.ts'
import { header, toggle } from '../view/header.ts'
import { PairList } from '../view/pairs.ts'
import type { Frame, Page } from './page.ts'

/** Two versions of a policy, side by side by what changed. */
export function diffPage(versions: readonly [PolicyJson, PolicyJson], changes: readonly ChangeJson[], frame: Frame): Page {
  const [before, after] = versions
  const policies = [readPolicy(before), readPolicy(after)] as const
  setBrackets(document.documentElement, policies[1])
  const pairs = pairsOf(changes, policies)
  const index = new StatementIndex(policies)
  const list = new PairList(columnHeads(before, after))
  const { criteria, onlyMeaning } = frame.session
  const meaning = h('input', { type: 'checkbox', name: 'meaning' })
  meaning.checked = onlyMeaning.value
  const filters = new FilterBar(policies, criteria, h('label', { class: 'check' }, meaning, ` ${say('only-meaning')}`))
  const show = () => {
    const found = new Set(index.find(criteria.value))
    const isAll = found.size === index.statements.length
    const shown = pairs.filter((pair) => (isAll || hasOne(pair, found)) && (!onlyMeaning.value || isOfMeaning(pair)))
    list.show(shown, say(pairs.length > 0 ? 'no-change-found' : 'no-changes'))
    filters.showCount(shown.length, pairs.length, 'changes')
  }
  meaning.addEventListener('change', () => onlyMeaning.set(meaning.checked))
  onlyMeaning.follow(show)
  criteria.follow(show)
  addEventListener('beforeprint', () => list.fillAll(), { signal: frame.signal })
  frame.keys.on(['j'], () => list.step(1)).on(['k'], () => list.step(-1))
  onArrows(list.element, (steps) => list.step(steps))
  frame.keys.on(['/'], () => filters.focus()).on(['Escape'], () => filters.clear())
  const top = header(`${before.name} → ${after.name}`, '', frame.actions, toggle('with-rules', say('rules')))
  return { elements: [top, filters.element, h('main', { class: 'columns of-diff' }, list.element)] }
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
