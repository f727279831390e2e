import { say } from '../language.ts'
import type { Pair } from '../model/pairs.ts'
import { h, scrollTo } from './dom.ts'
import { pairElement } from './pair.ts'
import { WindowList } from './window-list.ts'

/** What changed from one version to the other, of which one can have the focus. */
export class PairList {
  readonly element: HTMLElement
  readonly #list: WindowList<Pair>
  readonly #empty = h('p', { class: 'empty' })
  #current: Pair | undefined

  constructor(heads: HTMLElement) {
    const feed = h('div', { role: 'feed', 'aria-label': say('changes') })
    const region = { class: 'list of-pairs', tabindex: 0, role: 'region', 'aria-label': say('changes') }
    this.element = h('div', region, heads, this.#empty, feed)
    this.#list = new WindowList<Pair>(feed, this.element, pairElement)
  }

  /** Shows these; `message` is there if there are none. */
  show(pairs: readonly Pair[], message: string): void {
    this.#list.set(pairs)
    this.#empty.textContent = pairs.length > 0 ? '' : message
  }

  /** Gives the focus to the next one by so many, as far as there are some. */
  step(steps: number): void {
    const { items } = this.#list
    const at = this.#current ? items.indexOf(this.#current) : -1
    this.#current = items[at < 0 ? 0 : Math.min(Math.max(at + steps, 0), items.length - 1)]
    const element = this.#current && this.#list.elementOf(this.#current)
    element?.focus({ preventScroll: true })
    scrollTo(element, 'nearest')
  }

  fillAll(): void {
    this.#list.fillAll()
  }
}
