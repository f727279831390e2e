import type { MemberRole } from '../data.ts'
import { POLICY_TAG, type Key, pageTag, say } from '../language.ts'
import { nameOf } from '../model/headings.ts'
import { isSharing } from '../model/sharing.ts'
import { wordsOf } from '../model/statement.ts'
import type { Statement } from '../model/types.ts'
import { shortened } from '../text/visible.ts'
import { badges } from './badges.ts'
import { type Child, button, h } from './dom.ts'

/** How many rows are made at a time, and how many characters a cell shows. */
const ROWS = 100
const WORDS = 300

const COLUMNS: [Key, readonly MemberRole[]][] = [
  ['column.who', ['actors', 'sources']],
  ['column.does', ['actions']],
  ['column.what', ['data']],
  ['column.whom', ['recipients']],
  ['column.why', ['purposes']],
  ['column.when', ['conditions']],
  ['column.except', ['exceptions', 'without', 'excluded']],
]

/** The table of who shares what with whom, for what, except when. */
export class SharingTable {
  readonly element: HTMLElement
  onChoose: (statement: Statement) => void = () => {}

  readonly #body = h('tbody')
  readonly #empty = h('p', { class: 'empty' })
  readonly #table: HTMLTableElement
  readonly #more = button({ class: 'more' }, () => this.#append())
  #rows: Statement[] = []
  #shown = 0
  #isOpen = false

  readonly #address: ((statement: Statement) => string) | undefined

  /** `address` leads to a statement on the page of its policy. */
  constructor(address?: (statement: Statement) => string) {
    this.#address = address
    const head = [h('th', { scope: 'col' }, '#'), ...COLUMNS.map(([key]) => h('th', { scope: 'col' }, say(key)))]
    const caption = h('caption', {}, say('sharing-caption'))
    this.#table = h('table', { class: 'sharing' }, caption, h('thead', {}, h('tr', {}, ...head)), this.#body)
    this.element = h('div', { class: 'list wide', tabindex: 0 }, this.#empty, this.#table, this.#more)
    this.element.setAttribute('role', 'region')
    this.element.setAttribute('aria-label', say('sharing'))
  }

  /** Shows those of these statements that share data; `message` is there if none does. */
  show(statements: readonly Statement[], message: string): void {
    this.#rows = statements.filter(isSharing)
    this.#shown = 0
    this.#body.replaceChildren()
    if (this.#isOpen) this.#append()
    this.#table.hidden = this.#rows.length === 0
    this.#empty.textContent = this.#rows.length === 0 ? message : ''
  }

  /** Makes the rows only while somebody looks at them. */
  set isOpen(isOpen: boolean) {
    this.#isOpen = isOpen
    if (isOpen && this.#shown === 0) this.#append()
  }

  /** Everything is there: for print. */
  fillAll(): void {
    this.#append(this.#rows.length)
  }

  #append(count = ROWS): void {
    const next = this.#rows.slice(this.#shown, this.#shown + count)
    this.#body.append(...next.map((statement) => this.#row(statement)))
    this.#shown += next.length
    const left = this.#rows.length - this.#shown
    this.#more.hidden = left === 0
    this.#more.textContent = `+ ${left}`
  }

  #row(statement: Statement): HTMLElement {
    const cells = COLUMNS.map(([key, roles]) => h('td', { lang: POLICY_TAG }, ...cell(statement, key, roles)))
    const name = statement.json.polarity === 'denied' ? 'denied' : ''
    return h('tr', { class: name }, h('th', { scope: 'row' }, this.#link(statement)), ...cells)
  }

  #link(statement: Statement): HTMLElement {
    const name = `#${statement.id}`
    const label = say('statement-number', statement.id)
    if (this.#address) return h('a', { href: this.#address(statement), 'aria-label': label }, name)
    return button({ 'aria-label': label }, () => this.onChoose(statement), name)
  }
}

function cell(statement: Statement, key: Key, roles: readonly MemberRole[]): Child[] {
  const words = roles.flatMap((role) => {
    const found = wordsOf(statement, role)
    if (found.length === 0) return []
    const text = shortened(found.join('、'), WORDS)
    // The second and third lists of a column say what they are.
    return role === roles[0] ? [text] : [h('small', { lang: pageTag() }, `${say(`role.${role}`)} `), text]
  })
  if (key === 'column.does') return [verb(statement), ...badges(statement, 'denied'), ...words]
  return key === 'column.except' ? [...words, announced(statement)] : words
}

/** The items of the list that 以下情形 stands for. */
function announced({ policy, announces }: Statement): Child {
  const items = announces.map((section) => h('li', {}, shortened(nameOf(policy, section), WORDS)))
  return items.length > 0 && h('ul', {}, ...items)
}

/** How it is said: denied, possible, necessary. */
function verb({ json }: Statement): Child {
  const how = json.polarity === 'denied' ? 'denied' : json.modality
  return how && h('small', { class: `badge ${how}`, lang: pageTag() }, say(`verb.${how}`))
}
