import type { SideJson } from '../data.ts'
import { POLICY_TAG, say, sayValue } from '../language.ts'
import type { Disagreement } from '../model/disagreements.ts'
import { shortened } from '../text/visible.ts'
import { button, h } from './dom.ts'

/** How many characters of a mark are shown. */
const WORDS = 120

/** Where two annotators differ. Each entry leads to its places in both texts. */
export class DisagreementList {
  readonly element: HTMLElement
  onChoose: (disagreement: Disagreement) => void = () => {}

  readonly #list = h('ol', { class: 'disagreements' })
  readonly #empty = h('p', { class: 'empty' })
  readonly #items = new Map<number, HTMLElement>()
  #shown: readonly Disagreement[] = []
  #chosen: Disagreement | undefined

  constructor(disagreements: readonly Disagreement[]) {
    for (const disagreement of disagreements) this.#items.set(disagreement.number, this.#item(disagreement))
    this.#list.append(...this.#items.values())
    const label = say('disagreements')
    this.element = h('div', { class: 'list', tabindex: 0, role: 'region', 'aria-label': label }, this.#empty, this.#list)
    this.#empty.textContent = disagreements.length === 0 ? say('no-disagreements') : ''
  }

  /** Shows these, and no others. */
  show(shown: readonly Disagreement[]): void {
    this.#shown = shown
    for (const item of this.#items.values()) item.hidden = true
    for (const { number } of shown) this.#items.get(number)?.removeAttribute('hidden')
    if (this.#items.size > 0) this.#empty.textContent = shown.length === 0 ? say('no-disagreement-found') : ''
  }

  /** Whether no filter hides it. */
  has(disagreement: Disagreement): boolean {
    return this.#shown.includes(disagreement)
  }

  choose(disagreement: Disagreement | undefined): void {
    if (this.#chosen) this.#items.get(this.#chosen.number)?.removeAttribute('aria-current')
    this.#chosen = disagreement
    const item = disagreement && this.#items.get(disagreement.number)
    item?.setAttribute('aria-current', 'true')
    item?.scrollIntoView({ block: 'nearest' })
  }

  /** The shown disagreement after the chosen one by so many, as far as there are some. */
  neighbour(steps: number): Disagreement | undefined {
    const at = this.#chosen ? this.#shown.indexOf(this.#chosen) : -1
    return this.#shown[at < 0 ? 0 : Math.min(Math.max(at + steps, 0), this.#shown.length - 1)]
  }

  focus({ number }: Disagreement): void {
    this.#items.get(number)?.querySelector('button')?.focus({ preventScroll: true })
  }

  #item(disagreement: Disagreement): HTMLElement {
    const { kind, is_ordinary_in_other: isOrdinary, first, second } = disagreement.json
    const title = button({ class: 'message' }, () => this.onChoose(disagreement), sayValue('disagreement', kind))
    const sides = h('dl', {}, ...sideElements(say('first'), first), ...sideElements(say('second'), second))
    return h('li', {}, title, sides, isOrdinary && h('small', {}, say('ordinary-in-other')))
  }
}

function sideElements(label: string, { kind, text }: SideJson): HTMLElement[] {
  const words = kind && h('mark', { class: kind, lang: POLICY_TAG }, shortened(text ?? '', WORDS))
  const name = kind && h('small', {}, ` ${say(`kind.${kind}`)}`)
  return [h('dt', {}, label), h('dd', {}, words ?? say('nothing'), name)]
}
