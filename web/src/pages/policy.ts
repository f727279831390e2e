import type { PolicyJson } from '../data.ts'
import { NO_CRITERIA, isEmpty } from '../filter/criteria.ts'
import { StatementIndex, matchingMarks } from '../filter/index.ts'
import { onArrows } from '../keyboard.ts'
import { say } from '../language.ts'
import { readTarget, writeTarget } from '../link.ts'
import { titleOf } from '../model/headings.ts'
import { readPolicy } from '../model/policy.ts'
import { isSharing } from '../model/sharing.ts'
import { placeOf } from '../model/statement.ts'
import type { Mark, Policy, Span, Statement } from '../model/types.ts'
import { spotsOf } from '../model/spots.ts'
import { setBrackets } from '../view/brackets.ts'
import { countsOf } from '../view/counts.ts'
import { h } from '../view/dom.ts'
import { FilterBar } from '../view/filters.ts'
import { header, toggle } from '../view/header.ts'
import { Outline } from '../view/outline.ts'
import { SharingTable } from '../view/sharing.ts'
import { StatementList } from '../view/statements.ts'
import { type Panel, tabs } from '../view/tabs.ts'
import { TextView, describe } from '../view/text.ts'
import type { Frame, Page } from './page.ts'
import { Slips } from './slips.ts'

/** The page of one policy: outline, text, and statements that lead to it. */
export function policyPage(json: PolicyJson, index: string | undefined, frame: Frame): Page {
  const page = new PolicyPage(readPolicy(json), index, frame)
  return { elements: page.elements, start: () => page.start(), leave: () => page.leave() }
}

class PolicyPage {
  readonly elements: HTMLElement[]
  readonly #policy: Policy
  readonly #frame: Frame
  readonly #index: StatementIndex
  readonly #text: TextView
  readonly #list = new StatementList()
  readonly #sharing = new SharingTable()
  readonly #outline: Outline
  readonly #slips: Slips
  readonly #filters: FilterBar
  readonly #status = h('p', { class: 'sr', role: 'status' })

  constructor(policy: Policy, index: string | undefined, frame: Frame) {
    this.#policy = policy
    this.#frame = frame
    // The help shows the brackets of this policy as well.
    setBrackets(document.documentElement, policy)
    this.#index = new StatementIndex([policy])
    this.#text = new TextView(policy, say('text'), spotsOf(policy))
    this.#outline = new Outline(policy)
    this.#slips = new Slips(policy, this.#text, frame.session.panel)
    this.#filters = new FilterBar([policy], frame.session.criteria)
    const { bar, panels } = tabs(this.#panels(), frame.session.panel, frame.signal)
    const back = index === undefined ? null : h('a', { href: index, class: 'button' }, say('to-index'))
    const toggles = [toggle('with-brackets', say('brackets')), toggle('with-rules', say('rules'))]
    const top = header(titleOf(policy), countsOf(policy), frame.actions, back, ...toggles)
    this.elements = [top, this.#filters.element, h('main', { class: 'columns' }, bar, ...panels), this.#status]
    this.#connect()
    this.#setKeys()
  }

  #panels(): Panel[] {
    const { statements, diagnostics } = this.#policy
    return [
      { key: 'outline', content: this.#outline.element, always: true },
      { key: 'text', content: this.#text.element, always: true },
      { key: 'statements', content: this.#list.element, count: statements.length },
      { key: 'sharing', content: this.#sharing.element, count: statements.filter(isSharing).length },
      { key: 'diagnostics', content: this.#slips.list.element, count: diagnostics.length },
    ]
  }

  /** What is done once the page is in the document. */
  start(): void {
    const chosen = this.#policy.statements[this.#frame.session.chosen.value ?? -1]
    if (chosen) this.#choose(chosen)
    else this.#followLink()
    const { tops } = this.#frame.session
    const top = this.#policy.statements[tops.get('statements') ?? -1]
    if (tops.has('text')) this.#text.revealTop(tops.get('text') ?? 0)
    if (top) this.#list.revealTop(top)
  }

  leave(): void {
    const { tops } = this.#frame.session
    tops.set('text', this.#text.top)
    tops.set('statements', this.#list.top?.id ?? -1)
  }

  #connect(): void {
    const { criteria, panel } = this.#frame.session
    const { signal } = this.#frame
    criteria.follow(() => this.#filter())
    panel.follow((name) => (this.#sharing.isOpen = name === 'sharing'))
    this.#list.onChoose = (statement, place) => this.#choose(statement, place ?? placeOf(statement))
    this.#sharing.onChoose = (statement) => this.#choose(statement, placeOf(statement))
    this.#text.onMark = (mark) => this.#chooseMark(mark)
    this.#text.onSection = (section) => this.#outline.setCurrent(section)
    this.#outline.onChoose = (section) => this.#show(section.title ?? section)
    this.#slips.onChoose = (toSee) => this.#choose(undefined, toSee)
    addEventListener('hashchange', () => this.#followLink(), { signal })
    addEventListener('beforeprint', () => this.#fillAll(), { signal })
    this.#text.element.addEventListener('keydown', (event) => this.#pressInText(event))
    this.#list.element.addEventListener('keydown', (event) => this.#pressInList(event))
    onArrows(this.#list.element, (steps) => this.#step(steps))
  }

  #setKeys(): void {
    const { keys } = this.#frame
    keys.on(['/'], () => this.#filters.focus())
    keys.on(['j'], () => this.#step(1)).on(['k'], () => this.#step(-1))
    keys.on(['Escape'], () => this.#escape())
    keys.tell('ArrowRight', 'Enter')
  }

  #filter(): void {
    const criteria = this.#frame.session.criteria.value
    const found = this.#index.find(criteria)
    this.#text.setWanted(matchingMarks(this.#policy, found, criteria))
    this.#list.show(found, say(isEmpty(criteria) ? 'no-statements' : 'none-found'))
    this.#sharing.show(found, say(isEmpty(criteria) ? 'no-sharing' : 'none-shared'))
    this.#filters.showCount(found.length, this.#index.statements.length)
  }

  /** Chooses a statement, and shows a place of it in the text if there is one to show. */
  #choose(statement: Statement | undefined, place?: Span): void {
    if (!this.#list.choose(statement) && statement) {
      // A filter hides it.
      this.#frame.session.criteria.set(NO_CRITERIA)
      this.#list.choose(statement)
      this.#say(say('filters-cleared'))
    }
    this.#frame.session.chosen.set(statement?.id)
    this.#slips.list.choose(undefined)
    this.#text.highlight(statement?.marks ?? [], statement?.unmarked)
    writeTarget(statement?.id)
    if (place) this.#show(place)
  }

  /** Shows the statements of a mark; again and again, one after the other. */
  #chooseMark(mark: Mark): void {
    this.#say(describe(mark))
    const at = mark.statements.findIndex(({ id }) => id === this.#frame.session.chosen.value)
    const next = mark.statements[(at + 1) % mark.statements.length]
    if (next) {
      this.#frame.session.panel.set('statements')
      this.#choose(next)
    } else {
      this.#choose(undefined)
      this.#text.highlight([mark])
    }
  }

  #showUntied(mark: Mark): void {
    this.#show(mark)
    this.#text.highlight([mark])
    this.#say(describe(mark))
  }

  #show(place: Span): void {
    if (!this.#text.element.checkVisibility()) this.#frame.session.panel.set('text')
    this.#text.reveal(place)
  }

  #step(steps: number): void {
    const next = this.#list.neighbour(steps)
    if (!next) return
    this.#frame.session.panel.set('statements')
    this.#choose(next)
    this.#text.reveal(placeOf(next))
    this.#list.focus(next)
  }

  #pressInList(event: KeyboardEvent): void {
    const isOnCard = event.target instanceof Element && event.target.matches('article')
    if (event.key !== 'Enter' || !isOnCard) return
    event.preventDefault()
    this.#enterText()
  }

  /** From a statement to its first mark in the text. */
  #enterText(): void {
    const statement = this.#list.neighbour(0)
    if (!statement) return
    this.#choose(statement, placeOf(statement))
    const mark = statement.marks.find(({ start }) => start === placeOf(statement).start)
    if (mark) this.#text.focus(mark)
  }

  #pressInText(event: KeyboardEvent): void {
    const mark = this.#text.currentMark()
    const steps = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!mark || !(steps || event.key === 'Enter')) return
    event.preventDefault()
    if (steps) this.#moveTo(this.#policy.marks[mark.id + steps] ?? mark)
    else this.#enterList(mark)
  }

  #moveTo(mark: Mark): void {
    this.#text.focus(mark)
    this.#say(describe(mark))
  }

  #enterList(mark: Mark): void {
    this.#chooseMark(mark)
    const chosen = this.#policy.statements[this.#frame.session.chosen.value ?? -1]
    if (chosen) this.#list.focus(chosen)
  }

  #escape(): void {
    if (this.#frame.session.chosen.value !== undefined) this.#choose(undefined)
    else this.#frame.session.criteria.set(NO_CRITERIA)
  }

  #followLink(): void {
    const target = readTarget(location.hash)
    const mark = target?.type === 'mark' ? this.#policy.marks[target.id] : undefined
    const statement = target?.type === 'statement' ? this.#policy.statements[target.id] : mark?.statements[0]
    if (statement) this.#choose(statement, mark ?? placeOf(statement))
    else if (mark) this.#showUntied(mark)
  }

  #fillAll(): void {
    this.#text.fillAll()
    this.#list.fillAll()
    this.#sharing.fillAll()
  }

  #say(message: string): void {
    this.#status.textContent = message
  }
}
