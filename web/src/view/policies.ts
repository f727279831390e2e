import { POLICY_TAG, type Key, say } from '../language.ts'
import { addressOf } from '../link.ts'
import { titleOf } from '../model/headings.ts'
import { wordsOf } from '../model/statement.ts'
import type { Policy, Statement } from '../model/types.ts'
import { h } from './dom.ts'

const COLUMNS: Key[] = ['policy', 'statements', 'kind.data', 'recipients', 'diagnostics']

/** The policies of a folder with their figures. */
export class PolicyTable {
  readonly element: HTMLElement
  readonly #rows: Map<Policy, HTMLTableRowElement>
  readonly #empty = h('p', { class: 'empty' })
  readonly #counts = new Map<Policy, HTMLElement>()

  constructor(policies: readonly Policy[]) {
    this.#rows = new Map(policies.map((policy) => [policy, this.#row(policy)]))
    const head = COLUMNS.map((key) => h('th', { scope: 'col' }, say(key)))
    const table = h('table', { class: 'policies' }, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...this.#rows.values()))
    this.element = h('div', { class: 'list', tabindex: 0, role: 'region', 'aria-label': say('policies') }, table, this.#empty)
  }

  /** Shows how many of these statements each policy has. If they were looked for, policies with none are left out. */
  show(found: readonly Statement[], isFiltered: boolean): void {
    const counts = new Map<Policy, number>()
    for (const { policy } of found) counts.set(policy, (counts.get(policy) ?? 0) + 1)
    for (const [policy, row] of this.#rows) {
      const count = counts.get(policy) ?? 0
      const all = policy.statements.length
      row.hidden = count === 0 && isFiltered
      const cell = this.#counts.get(policy)
      if (cell) cell.textContent = count === all ? String(all) : `${count} / ${all}`
    }
    this.#empty.textContent = isFiltered && found.length === 0 ? say('no-policy-found') : ''
  }

  #row(policy: Policy): HTMLTableRowElement {
    const title = titleOf(policy)
    const link = h('a', { href: addressOf(policy.file ?? ''), lang: POLICY_TAG }, title)
    const name = title === policy.name ? null : h('small', {}, policy.name)
    const statements = h('td')
    this.#counts.set(policy, statements)
    const others = [distinct(policy, 'data'), distinct(policy, 'recipients'), policy.diagnosticCount]
    const cells = others.map((count) => h('td', {}, String(count)))
    return h('tr', {}, h('th', { scope: 'row' }, link, name), statements, ...cells)
  }
}

/** How many different words the statements of a policy have in a role. */
function distinct({ statements }: Policy, role: 'data' | 'recipients'): number {
  return new Set(statements.flatMap((statement) => wordsOf(statement, role))).size
}
