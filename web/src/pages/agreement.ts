import type { AgreementJson, PolicyJson } from '../data.ts'
import { matches } from '../filter/disagreements.ts'
import { onArrows } from '../keyboard.ts'
import { say } from '../language.ts'
import { type Disagreement, readDisagreements, spotsOfSide } from '../model/disagreements.ts'
import { readPolicy } from '../model/policy.ts'
import { setBrackets } from '../view/brackets.ts'
import { DisagreementFilters } from '../view/disagreement-filters.ts'
import { DisagreementList } from '../view/disagreements.ts'
import { h } from '../view/dom.ts'
import { figuresTable } from '../view/figures.ts'
import { header, toggle } from '../view/header.ts'
import { idAfter } from '../view/spots.ts'
import { type Panel, tabs } from '../view/tabs.ts'
import { TextView } from '../view/text.ts'
import type { Frame, Page } from './page.ts'

/** One text by two annotators, with what they do not have alike. */
export function agreementPage(list: readonly [PolicyJson, PolicyJson], agreement: AgreementJson, frame: Frame): Page {
  const page = new AgreementPage(list, agreement, frame)
  return { elements: page.elements, start: () => page.start(), leave: () => page.leave() }
}

class AgreementPage {
  readonly elements: HTMLElement[]
  readonly #frame: Frame
  readonly #disagreements: readonly Disagreement[]
  readonly #texts: readonly [TextView, TextView]
  readonly #list: DisagreementList
  readonly #filters: DisagreementFilters

  constructor(list: readonly [PolicyJson, PolicyJson], agreement: AgreementJson, frame: Frame) {
    const policies = [readPolicy(list[0]), readPolicy(list[1])] as const
    this.#frame = frame
    // The help shows the brackets of this policy as well.
    setBrackets(document.documentElement, policies[0])
    this.#disagreements = readDisagreements(agreement.disagreements, policies)
    this.#texts = [
      new TextView(policies[0], say('first'), spotsOfSide(this.#disagreements, 0)),
      new TextView(policies[1], say('second'), spotsOfSide(this.#disagreements, 1)),
    ]
    this.#list = new DisagreementList(this.#disagreements)
    this.#filters = new DisagreementFilters(frame.session.criteria)
    const { bar, panels } = tabs(this.#panels(agreement), frame.session.panel, frame.signal)
    const names = list.map(({ name }) => name).join(' ↔ ')
    const top = header(names, '', frame.actions, toggle('with-brackets', say('brackets')))
    this.elements = [top, this.#filters.element, h('main', { class: 'columns of-agreement' }, bar, ...panels)]
    this.#connect()
    this.#setKeys()
  }

  #panels(agreement: AgreementJson): Panel[] {
    return [
      { key: 'first', content: this.#texts[0].element, always: true },
      { key: 'second', content: this.#texts[1].element, always: true },
      { key: 'disagreements', content: this.#list.element, count: this.#disagreements.length },
      { key: 'figures', content: figuresTable(agreement) },
    ]
  }

  /** What is done once the page is in the document. */
  start(): void {
    const chosen = this.#disagreements[this.#frame.session.chosen.value ?? -1]
    if (chosen) this.#choose(chosen)
    const { tops } = this.#frame.session
    this.#texts.forEach((text, side) => tops.has(`text ${side}`) && text.revealTop(tops.get(`text ${side}`) ?? 0))
  }

  leave(): void {
    this.#texts.forEach((text, side) => this.#frame.session.tops.set(`text ${side}`, text.top))
  }

  #connect(): void {
    const { criteria, panel, chosen } = this.#frame.session
    criteria.follow((now) => this.#list.show(this.#disagreements.filter((one) => matches(one, now))))
    this.#list.onChoose = (disagreement) => this.#chooseToSee(disagreement)
    for (const text of this.#texts) {
      text.onSpots = (ids) => {
        this.#chooseInList(this.#disagreements[Number(idAfter(ids, String(chosen.value)))])
        return true
      }
    }
    panel.follow(() => this.#reveal())
    const fillAll = () => this.#texts.forEach((text) => text.fillAll())
    addEventListener('beforeprint', fillAll, { signal: this.#frame.signal })
  }

  #setKeys(): void {
    const { keys } = this.#frame
    const step = (steps: number) => {
      const next = this.#list.neighbour(steps)
      this.#chooseInList(next)
      if (next) this.#list.focus(next)
    }
    keys.on(['/'], () => this.#filters.focus())
    keys.on(['j'], () => step(1)).on(['k'], () => step(-1))
    keys.on(['Escape'], () => this.#escape())
    onArrows(this.#list.element, step)
  }

  #choose(disagreement: Disagreement | undefined): void {
    this.#frame.session.chosen.set(disagreement?.number)
    this.#list.choose(disagreement)
    this.#reveal()
  }

  /** From the texts, or by a key: on a narrow screen the list comes forward. */
  #chooseInList(disagreement: Disagreement | undefined): void {
    if (!disagreement) return
    this.#frame.session.panel.set('disagreements')
    if (!this.#list.has(disagreement)) this.#filters.clear()
    this.#choose(disagreement)
  }

  /** From the list: on a narrow screen a text comes forward, in which somebody marked something. */
  #chooseToSee(disagreement: Disagreement): void {
    const isSeen = this.#texts.some(({ element }) => element.checkVisibility())
    if (!isSeen) this.#frame.session.panel.set(disagreement.json.kind === 'only-second' ? 'second' : 'first')
    this.#choose(disagreement)
  }

  /** Shows the chosen disagreement in both texts, as far as they are seen. */
  #reveal(): void {
    const found = this.#disagreements[this.#frame.session.chosen.value ?? -1]
    this.#texts.forEach((text, side) => {
      if (found) text.revealSpot(String(found.number), found.places[side as 0 | 1])
      else text.highlight([])
    })
  }

  #escape(): void {
    if (this.#frame.session.chosen.value !== undefined) this.#choose(undefined)
    else this.#filters.clear()
  }
}
