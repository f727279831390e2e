import { say } from '../language.ts'
import type { Span, Statement } from '../model/types.ts'
import { card } from './card.ts'
import { placeAt, statementAt } from './chips.ts'
import { h, scrollTo } from './dom.ts'
import { WindowList } from './window-list.ts'

/** The statements as cards, one of which can be chosen. */
export class StatementList {
  readonly element: HTMLElement
  /** Called when the user chooses a statement, or a place in it. */
  onChoose: (statement: Statement, place: Span | undefined) => void = () => {}

  readonly #list: WindowList<Statement>
  readonly #feed = h('div', { role: 'feed', 'aria-label': say('statements') })
  readonly #empty = h('p', { class: 'empty' })
  readonly #statements = new WeakMap<Element, Statement>()
  #chosen: Statement | undefined

  /** `address` leads to a statement on the page of its policy. */
  constructor(address?: (statement: Statement) => string) {
    this.element = h('div', { class: 'list' }, this.#empty, this.#feed)
    this.#list = new WindowList(this.#feed, this.element, (statement, number, count) => {
      const element = card(statement, address && { address: address(statement) })
      element.setAttribute('aria-posinset', String(number + 1))
      element.setAttribute('aria-setsize', String(count))
      this.#statements.set(element, statement)
      mark(element, statement === this.#chosen || (number === 0 && !this.#chosen), statement === this.#chosen)
      return element
    })
    this.#feed.addEventListener('click', (event) => this.#click(event))
  }

  /** Shows these statements; `message` is there if there are none. */
  show(statements: readonly Statement[], message: string): void {
    this.#empty.textContent = statements.length === 0 ? message : ''
    this.#feed.hidden = statements.length === 0
    this.#list.set(statements)
    this.element.scrollTop = 0
  }

  /** Marks a statement as the chosen one and makes it seen. False if it is not in the list. */
  choose(statement: Statement | undefined): boolean {
    const before = this.#chosen && this.#list.items.includes(this.#chosen) && this.#list.elementOf(this.#chosen)
    if (before) mark(before, false, false)
    this.#chosen = statement
    const element = statement && this.#list.elementOf(statement)
    if (element) mark(element, true, true)
    scrollTo(element, 'nearest')
    return element !== undefined
  }

  /** The statement after the chosen one by so many, as far as there are some. */
  neighbour(steps: number): Statement | undefined {
    const { items } = this.#list
    const at = this.#chosen ? items.indexOf(this.#chosen) : -1
    const next = at < 0 ? 0 : Math.min(Math.max(at + steps, 0), items.length - 1)
    return items[next]
  }

  /** The first statement in sight. */
  get top(): Statement | undefined {
    const edge = this.element.getBoundingClientRect().top
    const cards = [...this.#feed.querySelectorAll('article')]
    const card = cards.find((element) => element.getBoundingClientRect().bottom > edge)
    return card && this.#statements.get(card)
  }

  /** Scrolls a statement to the top. */
  revealTop(statement: Statement): void {
    scrollTo(this.#list.elementOf(statement), 'start')
  }

  /** Gives the focus to a statement. */
  focus(statement: Statement): void {
    this.#list.elementOf(statement)?.focus({ preventScroll: true })
  }

  fillAll(): void {
    this.#list.fillAll()
  }

  #click(event: Event): void {
    const target = event.target instanceof Element ? event.target : null
    const element = target?.closest('article')
    const statement = element && this.#statements.get(element)
    const other = statementAt(target)
    if (other) this.onChoose(other, undefined)
    else if (statement && !target?.closest('a')) this.onChoose(statement, placeAt(target))
  }
}

/** The Tab key reaches the chosen card and what is in it, and no other. */
function mark(element: HTMLElement, isReached: boolean, isChosen: boolean): void {
  element.tabIndex = isReached ? 0 : -1
  element.classList.toggle('on', isChosen)
  if (isChosen) element.setAttribute('aria-current', 'true')
  else element.removeAttribute('aria-current')
  for (const part of element.querySelectorAll('button')) part.tabIndex = isChosen ? 0 : -1
}
