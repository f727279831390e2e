import { POLICY_TAG, say } from '../language.ts'
import { nameOf } from '../model/headings.ts'
import type { Policy, Section } from '../model/types.ts'
import { button, h } from './dom.ts'

/** The headings of a policy. Each leads to its place, and says how many statements are under it. */
export class Outline {
  readonly element: HTMLElement
  onChoose: (section: Section) => void = () => {}

  readonly #links = new Map<Section, HTMLElement>()

  constructor(policy: Policy) {
    const counts = countStatements(policy)
    const items = policy.sections.filter(({ title }) => title).map((section) => {
      const count = counts.get(section)
      const link = button(
        { class: `level-${Math.min(section.depth, 4)}` },
        () => this.onChoose(section),
        h('span', { lang: POLICY_TAG }, nameOf(policy, section)),
        count ? h('small', {}, String(count)) : null,
      )
      this.#links.set(section, link)
      return h('li', {}, link)
    })
    const list = items.length > 0 ? h('ol', {}, ...items) : h('p', { class: 'empty' }, say('no-outline'))
    this.element = h('nav', { class: 'outline', 'aria-label': say('outline') }, list)
  }

  /** Shows which heading is at the top of the text. */
  setCurrent(section: Section | undefined): void {
    this.element.querySelector('[aria-current]')?.removeAttribute('aria-current')
    const link = section && this.#links.get(section)
    link?.setAttribute('aria-current', 'location')
    link?.scrollIntoView({ block: 'nearest' })
  }
}

/** How many statements are under each section, at any depth. */
function countStatements(policy: Policy): Map<Section, number> {
  const counts = new Map<Section, number>()
  for (const { section } of policy.statements) if (section) counts.set(section, (counts.get(section) ?? 0) + 1)
  // Each section stands before those that it holds.
  for (const section of policy.sections.toReversed()) {
    const { parent } = section
    if (parent) counts.set(parent, (counts.get(parent) ?? 0) + (counts.get(section) ?? 0))
  }
  return counts
}
