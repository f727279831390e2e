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
  #chosen: HTMLElement | undefined

  constructor(disagreements: readonly Disagreement[]) {
    for (const disagreement of disagreements) this.#items.set(disagreement.number, this.#item(disagreement))
    this.#list.append(...this.#items.values())
    const label = say('disagreements')
    this.element = h('div', { class: 'list', tabindex: 0, role: 'region', 'aria-label': label }, this.#empty, this.#list)
    this.#empty.textContent = disagreements.length === 0 ? say('no-disagreements') : ''
  }

  /** Shows these, and no others. */
  show(shown: ReadonlySet<number>): void {
    for (const [number, item] of this.#items) item.hidden = !shown.has(number)
    if (this.#items.size > 0) this.#empty.textContent = shown.size === 0 ? say('none-found') : ''
  }

  choose({ number }: Disagreement): void {
    this.#chosen?.removeAttribute('aria-current')
    this.#chosen = this.#items.get(number)
    this.#chosen?.setAttribute('aria-current', 'true')
    this.#chosen?.scrollIntoView({ block: 'nearest' })
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
