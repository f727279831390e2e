import { h } from './dom.ts'

/** How many items are made at a time. */
const CHUNK = 24

/** Makes the element of an item, with its number in the list and how many there are. */
type Render<T> = (item: T, number: number, count: number) => HTMLElement

/** A list of any length, of which only the part around the place in sight is there. */
export class WindowList<T> {
  readonly element: HTMLElement
  readonly #render: Render<T>
  readonly #above = h('div', { class: 'edge' })
  readonly #below = h('div', { class: 'edge' })
  readonly #observer: IntersectionObserver
  readonly #elements = new Map<T, HTMLElement>()
  #items: readonly T[] = []
  #from = 0
  #to = 0

  constructor(element: HTMLElement, scroller: HTMLElement, render: Render<T>) {
    this.element = element
    this.#render = render
    this.#observer = new IntersectionObserver((entries) => this.#extend(entries), { root: scroller, rootMargin: '800px' })
    for (const edge of [this.#above, this.#below]) this.#observer.observe(edge)
  }

  get items(): readonly T[] {
    return this.#items
  }

  /** Shows other items, from the first one on. */
  set(items: readonly T[]): void {
    this.#items = items
    this.#restart(0)
  }

  /** The element of an item, which is made if need be; `undefined` if it is not in the list. */
  elementOf(item: T): HTMLElement | undefined {
    const known = this.#elements.get(item)
    if (known) return known
    const number = this.#items.indexOf(item)
    if (number < 0) return undefined
    this.#restart(Math.max(0, number - CHUNK / 4))
    return this.#elements.get(item)
  }

  /** Everything is there: for print. */
  fillAll(): void {
    this.#prepend(this.#from)
    this.#append(this.#items.length)
  }

  #restart(from: number): void {
    this.#elements.clear()
    this.#from = this.#to = from
    this.element.replaceChildren(this.#above, this.#below)
    this.#append(CHUNK)
  }

  #extend(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue
      if (target === this.#above) this.#prepend(CHUNK)
      else this.#append(CHUNK)
      // It is told again if the edge is still in sight.
      this.#observer.unobserve(target)
      this.#observer.observe(target)
    }
  }

  #append(count: number): void {
    const to = Math.min(this.#items.length, this.#to + count)
    this.#below.before(...this.#make(this.#to, to))
    this.#to = to
  }

  #prepend(count: number): void {
    const from = Math.max(0, this.#from - count)
    this.#above.after(...this.#make(from, this.#from))
    this.#from = from
  }

  #make(from: number, to: number): HTMLElement[] {
    return this.#items.slice(from, to).map((item, number) => {
      const element = this.#render(item, from + number, this.#items.length)
      this.#elements.set(item, element)
      return element
    })
  }
}
