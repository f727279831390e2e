import type { AgreementJson, OfKindJson } from '../data.ts'
import { type Key, say } from '../language.ts'
import { KINDS } from '../model/roles.ts'
import { h } from './dom.ts'

const COLUMNS: Key[] = ['figure.of', 'figure.exact', 'figure.overlapping', 'figure.kappa', 'figure.alpha']

/** How far two annotators agree. */
export function figuresTable({ figures }: AgreementJson): HTMLElement {
  const rows = [
    row(say('figure.all'), figures.all),
    ...KINDS.map((kind) => row(say(`kind.${kind}`), figures.kinds[kind])),
    cells(say('statements'), [figures.statements.f1, null, null, null]),
  ]
  const head = COLUMNS.map((key) => h('th', { scope: 'col' }, say(key)))
  const table = h('table', { class: 'figures-table' }, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows))
  return h('div', { class: 'list', tabindex: 0, role: 'region', 'aria-label': say('figures') }, table)
}

function row(name: string, { exact, overlapping, kappa, alpha }: OfKindJson): HTMLElement {
  return cells(name, [exact.f1, overlapping.f1, kappa, alpha])
}

function cells(name: string, values: readonly (number | null)[]): HTMLElement {
  const shown = values.map((value) => h('td', {}, value === null ? say('nothing') : value.toFixed(2)))
  return h('tr', {}, h('th', { scope: 'row' }, name), ...shown)
}
