import type { AgreementJson, PolicyJson } from '../data.ts'
import { say, sayValue } from '../language.ts'
import { type Disagreement, readDisagreements, spotsOfSide } from '../model/disagreements.ts'
import { readPolicy } from '../model/policy.ts'
import { KINDS } from '../model/roles.ts'
import { DisagreementList } from '../view/disagreements.ts'
import { h } from '../view/dom.ts'
import { figuresTable } from '../view/figures.ts'
import { header, toggle } from '../view/header.ts'
import { tabs } from '../view/tabs.ts'
import { TextView } from '../view/text.ts'
import type { Frame, Page } from './page.ts'

const WAYS = ['only-first', 'only-second', 'kind', 'extent'] as const

/** One text by two annotators, with what they do not have alike. */
export function agreementPage(list: readonly [PolicyJson, PolicyJson], agreement: AgreementJson, frame: Frame): Page {
  const policies = [readPolicy(list[0]), readPolicy(list[1])] as const
  const disagreements = readDisagreements(agreement.disagreements, policies)
  const texts = [
    new TextView(policies[0], say('first'), spotsOfSide(disagreements, 0)),
    new TextView(policies[1], say('second'), spotsOfSide(disagreements, 1)),
  ] as const
  const shown = new DisagreementList(disagreements)
  const choose = (disagreement: Disagreement) => {
    frame.session.panel.set('disagreements')
    frame.session.chosen.set(disagreement.number)
    shown.choose(disagreement)
    texts.forEach((text, side) => text.revealSpot(String(disagreement.number), disagreement.places[side as 0 | 1]))
  }
  shown.onChoose = choose
  for (const text of texts) text.onSpot = (id) => chooseNumber(disagreements, id, choose)
  setKeys(frame, disagreements, (next) => {
    choose(next)
    shown.focus(next)
  })
  const { bar, panels } = tabs(
    [
      { key: 'first', content: texts[0].element, always: true },
      { key: 'second', content: texts[1].element, always: true },
      { key: 'disagreements', content: shown.element, count: disagreements.length },
      { key: 'figures', content: figuresTable(agreement) },
    ],
    frame.session.panel,
  )
  addEventListener('beforeprint', () => texts.forEach((text) => text.fillAll()), { signal: frame.signal })
  const filter = filters(disagreements, (wanted) => shown.show(wanted))
  const top = header(list.map(({ name }) => name).join(' ↔ '), '', frame.actions, toggle('with-brackets', say('brackets')))
  return { elements: [top, filter, h('main', { class: 'columns of-agreement' }, bar, ...panels)] }
}

function chooseNumber(disagreements: readonly Disagreement[], id: string, choose: (one: Disagreement) => void): void {
  const found = disagreements[Number(id)]
  if (found) choose(found)
}

function setKeys({ keys, session }: Frame, disagreements: readonly Disagreement[], choose: (one: Disagreement) => void): void {
  const step = (steps: number) => {
    const now = session.chosen.value
    const next = now === undefined ? 0 : Math.min(Math.max(now + steps, 0), disagreements.length - 1)
    const found = disagreements[next]
    if (found) choose(found)
  }
  keys.on(['j', 'ArrowDown'], () => step(1)).on(['k', 'ArrowUp'], () => step(-1))
}

/** The ways to differ, and the kinds of marks, that are wanted. */
function filters(disagreements: readonly Disagreement[], show: (wanted: ReadonlySet<number>) => void): HTMLElement {
  const way = select(say('filter.way'), WAYS, 'disagreement')
  const kind = select(say('filter.kind'), KINDS, 'kind')
  const element = h('search', { class: 'filters', 'aria-label': say('filters') }, way.label, kind.label)
  element.addEventListener('change', () => {
    const isWanted = ({ json }: Disagreement) =>
      (!way.input.value || json.kind === way.input.value) &&
      (!kind.input.value || [json.first.kind, json.second.kind].some((one) => one === kind.input.value))
    show(new Set(disagreements.filter(isWanted).map(({ number }) => number)))
  })
  return element
}

function select(name: string, values: readonly string[], group: string) {
  const options = values.map((value) => h('option', { value }, sayValue(group, value)))
  const input = h('select', {}, h('option', { value: '' }, say('any')), ...options)
  return { input, label: h('label', {}, h('span', {}, name), input) }
}
