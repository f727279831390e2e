import type { PolicyJson } from '../data.ts'
import { isEmpty } from '../filter/criteria.ts'
import { StatementIndex } from '../filter/index.ts'
import { onArrows } from '../keyboard.ts'
import { say, sayCount } from '../language.ts'
import { addressOf } from '../link.ts'
import { readPolicy } from '../model/policy.ts'
import { isSharing } from '../model/sharing.ts'
import type { Statement } from '../model/types.ts'
import { setBrackets } from '../view/brackets.ts'
import { h } from '../view/dom.ts'
import { FilterBar } from '../view/filters.ts'
import { header } from '../view/header.ts'
import { PolicyTable } from '../view/policies.ts'
import { SharingTable } from '../view/sharing.ts'
import { StatementList } from '../view/statements.ts'
import { tabs } from '../view/tabs.ts'
import type { Frame, Page } from './page.ts'

/** The policies of a folder, and all that they say. */
export function indexPage(title: string, list: readonly PolicyJson[], frame: Frame): Page {
  const policies = list.map(readPolicy)
  const index = new StatementIndex(policies)
  if (policies[0]) setBrackets(document.documentElement, policies[0])
  const table = new PolicyTable(policies)
  const statements = new StatementList(addressOfStatement)
  const sharing = new SharingTable(addressOfStatement)
  const filters = new FilterBar(policies, frame.session.criteria)
  statements.onChoose = (statement) => location.assign(addressOfStatement(statement))
  frame.session.criteria.follow((criteria) => {
    const found = index.find(criteria)
    table.show(found, !isEmpty(criteria))
    statements.show(found, say(isEmpty(criteria) ? 'no-statements' : 'none-found'))
    sharing.show(found, say(isEmpty(criteria) ? 'no-sharing' : 'none-shared'))
    filters.showCount(found.length, index.statements.length)
  })
  frame.session.panel.follow((name) => (sharing.isOpen = name === 'sharing'))
  setKeys(frame, filters, statements)
  const fillAll = () => [statements, sharing].forEach((list) => list.fillAll())
  addEventListener('beforeprint', fillAll, { signal: frame.signal })
  const { bar, panels } = tabs(
    [
      { key: 'policies', content: table.element, always: true },
      { key: 'statements', content: statements.element, count: index.statements.length },
      { key: 'sharing', content: sharing.element, count: index.statements.filter(isSharing).length },
    ],
    frame.session.panel,
    frame.signal,
  )
  const figures = [sayCount('policies', policies.length), sayCount('statements', index.statements.length)].join(' · ')
  const top = header(title, figures, frame.actions)
  return { elements: [top, filters.element, h('main', { class: 'columns of-index' }, bar, ...panels)] }
}

function addressOfStatement({ policy, id }: Statement): string {
  return `${addressOf(policy.file ?? '')}#s${id}`
}

function setKeys({ keys, session }: Frame, filters: FilterBar, list: StatementList): void {
  const step = (steps: number) => {
    const next = list.neighbour(steps)
    if (!next) return
    session.panel.set('statements')
    list.choose(next)
    list.focus(next)
  }
  keys.on(['/'], () => filters.focus())
  keys.on(['j'], () => step(1)).on(['k'], () => step(-1))
  onArrows(list.element, step)
  keys.tell('open')
  list.element.addEventListener('keydown', (event) => {
    const chosen = list.neighbour(0)
    const isOnCard = event.target instanceof Element && event.target.matches('article')
    if (event.key === 'Enter' && isOnCard && chosen) location.assign(addressOfStatement(chosen))
  })
  keys.on(['Escape'], () => filters.clear())
}
