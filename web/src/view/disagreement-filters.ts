import { type Criteria, NO_CRITERIA, WAYS, isEmpty } from '../filter/criteria.ts'
import { say, sayValue } from '../language.ts'
import { KINDS } from '../model/roles.ts'
import type { Signal } from '../signal.ts'
import { button, h } from './dom.ts'

/** The form for the ways to differ, and the kinds of marks, that are wanted. It sets the criteria, and follows them. */
export class DisagreementFilters {
  readonly element: HTMLElement
  readonly #criteria: Signal<Criteria>
  readonly #way: HTMLSelectElement

  constructor(criteria: Signal<Criteria>) {
    this.#criteria = criteria
    const set = (change: Partial<Criteria>) => criteria.set({ ...criteria.value, ...change })
    this.#way = select('way', WAYS, 'disagreement', (value) => set({ way: value as Criteria['way'] }))
    const kind = select('kind', KINDS, 'kind', (value) => set({ kind: value as Criteria['kind'] }))
    const clear = button({ class: 'clear' }, () => this.clear(), say('clear'))
    const labels = [labelled(say('filter.way'), this.#way), labelled(say('filter.kind'), kind)]
    this.element = h('search', { class: 'filters', 'aria-label': say('filters') }, ...labels, clear)
    criteria.follow((now) => {
      this.#way.value = now.way ?? ''
      kind.value = now.kind ?? ''
      clear.hidden = isEmpty(now)
    })
  }

  focus(): void {
    this.#way.focus()
  }

  clear(): void {
    this.#criteria.set(NO_CRITERIA)
  }
}

function labelled(label: string, control: HTMLElement): HTMLElement {
  return h('label', {}, h('span', {}, label), control)
}

function select(name: string, values: readonly string[], group: string, changed: (value: string | undefined) => void) {
  const options = values.map((value) => h('option', { value }, sayValue(group, value)))
  const element = h('select', { name }, h('option', { value: '' }, say('any')), ...options)
  element.addEventListener('change', () => changed(element.value || undefined))
  return element
}
