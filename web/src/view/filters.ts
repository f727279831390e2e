import { POLICY_TAG, type Key, say, sayValue } from '../language.ts'
import { CHOICES, CHOICE_NAMES, type Choice, type Criteria, NO_CRITERIA, isEmpty } from '../filter/criteria.ts'
import type { Policy } from '../model/types.ts'
import type { Signal } from '../signal.ts'
import { type Child, button, h } from './dom.ts'

/** How many headings are suggested. */
const SUGGESTIONS = 400

/** The form that sets the criteria, and follows them. `extra` is for filters of one page alone. */
export class FilterBar {
  readonly element: HTMLElement
  readonly #search: HTMLInputElement
  readonly #count = h('output', { class: 'count', role: 'status' })

  readonly #criteria: Signal<Criteria>

  constructor(policies: readonly Policy[], criteria: Signal<Criteria>, ...extra: Child[]) {
    this.#criteria = criteria
    const set = (change: Partial<Criteria>) => criteria.set({ ...criteria.value, ...change })
    this.#search = textInput('search', 'text', (text) => set({ text }))
    const heading = textInput('search', 'heading', (text) => set({ heading: text }))
    heading.setAttribute('list', 'headings')
    const selects = CHOICE_NAMES.map((choice) => select(choice, (value) => set({ [choice]: value || undefined })))
    const clear = button({ class: 'clear' }, () => this.clear(), say('clear'))
    this.element = h(
      'search',
      { class: 'filters', 'aria-label': say('filters') },
      labelled(say('search'), this.#search, 'wide'),
      ...CHOICE_NAMES.map((choice, number) => labelled(say(`filter.${choice}` as Key), selects[number])),
      labelled(say('filter.heading'), heading),
      suggestions(policies),
      ...extra,
      clear,
      this.#count,
    )
    criteria.follow((now) => {
      follow(this.#search, now.text)
      follow(heading, now.heading)
      CHOICE_NAMES.forEach((choice, number) => follow(selects[number], now[choice]))
      clear.hidden = isEmpty(now)
    })
  }

  focus(): void {
    this.#search.focus()
    this.#search.select()
  }

  /** Shows how many statements, or other things, there are. */
  showCount(shown: number, all: number, what: 'statements' | 'changes' | 'disagreements' = 'statements'): void {
    const name = say(what)
    this.#count.textContent = shown === all ? say('shown-all', all, name) : say('shown', shown, all, name)
  }

  clear(): void {
    this.#criteria.set(NO_CRITERIA)
  }
}

function textInput(type: string, name: 'text' | 'heading', changed: (text: string) => void): HTMLInputElement {
  const hint = name === 'text' ? say('search-hint') : undefined
  const input = h('input', { type, name, placeholder: hint, autocomplete: 'off', spellcheck: 'false' })
  input.addEventListener('input', () => changed(input.value))
  return input
}

function select(choice: Choice, changed: (value: string) => void): HTMLSelectElement {
  const options = CHOICES[choice].map((value) => h('option', { value }, sayValue(choice, value)))
  const element = h('select', { name: choice }, h('option', { value: '' }, say('any')), ...options)
  element.addEventListener('change', () => changed(element.value))
  return element
}

function follow(element: HTMLSelectElement | HTMLInputElement | undefined, value = ''): void {
  if (!element) return
  // An input whose value is set loses its caret.
  if (element.value !== value) element.value = value
  element.classList.toggle('set', element.value !== '')
}

function labelled(label: string, control: Child, name = ''): HTMLElement {
  return h('label', { class: name }, h('span', {}, label), control)
}

function suggestions(policies: readonly Policy[]): HTMLElement {
  const paths = policies.flatMap(({ sections }) => sections.filter(({ title }) => title).map(({ path }) => path))
  const known = [...new Set(paths)].slice(0, SUGGESTIONS)
  return h('datalist', { id: 'headings', lang: POLICY_TAG }, ...known.map((value) => h('option', { value })))
}
