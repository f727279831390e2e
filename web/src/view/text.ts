import { POLICY_TAG, say } from '../language.ts'
import type { Mark, Policy, Section, Span } from '../model/types.ts'
import { type Block, blockAt, blocksOf } from '../model/blocks.ts'
import { type Spot, piecesOf } from '../model/pieces.ts'
import { visible } from '../text/visible.ts'
import { setBrackets } from './brackets.ts'
import { closest, h, nodes, scrollTo } from './dom.ts'
import { inSlices } from './slices.ts'
import { selectorOf, spotsAround, textNode } from './spots.ts'

/** How many lines are there at once; the others follow while the page is idle. */
const FIRST_LINES = 120
/** More lines than a screen has. */
const LINES_IN_SIGHT = 80
/** How many lines are laid out together, or not at all while they are out of sight. */
const CHUNK = 40
/** What a line that was never in sight is taken to be high, in its own letters. */
const LINE_HEIGHT = 3

/** The text of a policy with its marks. Lines are filled when they are needed, or when there is time. */
export class TextView {
  readonly element: HTMLElement
  /** Called when the user chooses a mark. */
  onMark: (mark: Mark) => void = () => {}
  /** Called when the user chooses a place with spots that have ids, the shortest first; true if no mark is meant. */
  onSpots: (ids: string[], mark: Mark | undefined) => boolean = () => false
  /** Called when the heading at the top changes. */
  onSection: (section: Section | undefined) => void = () => {}

  readonly #policy: Policy
  readonly #blocks: Block[]
  readonly #spots: Spot[][]
  readonly #lines: HTMLElement[]
  readonly #marks: (HTMLElement | undefined)[] = []
  #wanted: Uint8Array
  #on: Set<Mark> = new Set()
  #top = -1
  /** Ends the work on marks out of sight. */
  #stop = () => {}

  constructor(policy: Policy, label: string, spots: readonly Spot[] = []) {
    this.#policy = policy
    this.#blocks = blocksOf(policy)
    this.#spots = byBlock(this.#blocks, spots)
    this.#wanted = new Uint8Array(policy.marks.length).fill(1)
    this.#lines = this.#blocks.map((block, number) => lineElement(block, number))
    this.element = h('div', { class: 'text', lang: POLICY_TAG, tabindex: 0, role: 'region', 'aria-label': label })
    this.element.append(...chunks(this.#lines))
    setBrackets(this.element, policy)
    this.element.addEventListener('click', (event) => this.#click(event))
    this.element.addEventListener('scroll', () => this.#followScroll(), { passive: true })
    for (let number = 0; number < FIRST_LINES; number++) this.#fill(number)
    inSlices(FIRST_LINES, this.#lines.length, (number) => this.#fill(number))
  }

  /** Marks for which `wanted` has 0 become faint. */
  setWanted(wanted: Uint8Array): void {
    this.#wanted = wanted
    const changed = (number: number) => {
      for (const { id } of this.#blocks[number]?.marks ?? []) {
        this.#marks[id]?.classList.toggle('faint', wanted[id] === 0)
      }
    }
    // What is in sight at once, the rest while nobody looks.
    const top = this.#topLine()
    for (let number = top; number < top + LINES_IN_SIGHT; number++) changed(number)
    this.#stop()
    this.#stop = inSlices(0, this.#blocks.length, changed)
  }

  /** Highlights marks and places without a mark, and nothing else. */
  highlight(marks: readonly Mark[], places: readonly Span[] = []): void {
    for (const element of this.element.querySelectorAll('.on')) element.classList.remove('on')
    this.#on = new Set(marks)
    for (const mark of marks) this.#markElement(mark).classList.add('on')
    for (const place of places) for (const spot of this.#spotsAt(place)) spot.classList.add('on')
  }

  /** Scrolls to a place. */
  reveal(place: Span): void {
    const number = this.#lineOf(place)
    const mark = this.#policy.marks.find(({ start, end }) => start === place.start && end === place.end)
    const line = this.#lines[number]
    const spot = line?.querySelector<HTMLElement>(selectorOf(place))
    scrollTo((mark && this.#marks[mark.id]) ?? spot ?? line, 'center')
  }

  /** Scrolls to the spot with an id, and highlights it and no other one. */
  revealSpot(id: string, place: Span): void {
    for (const spot of this.element.querySelectorAll('[data-spot].on')) spot.classList.remove('on')
    this.reveal(place)
    for (const spot of this.element.querySelectorAll(`[data-spot="${id}"]`)) spot.classList.add('on')
  }

  /** The place of the first line in sight. */
  get top(): number {
    return this.#blocks[this.#topLine()]?.start ?? 0
  }

  /** Scrolls a place to the top. */
  revealTop(start: number): void {
    scrollTo(this.#lines[this.#lineOf({ start, end: start })], 'start')
  }

  /** Gives the focus to a mark. */
  focus(mark: Mark): void {
    const element = this.#markElement(mark)
    element.tabIndex = -1
    element.focus({ preventScroll: true })
    element.scrollIntoView({ block: 'nearest' })
  }

  /** The mark that has the focus, or else the first one in sight. */
  currentMark(): Mark | undefined {
    const focused = document.activeElement?.closest<HTMLElement>('mark')
    if (focused && this.element.contains(focused)) return this.#markOf(focused)
    return this.#blocks.slice(this.#topLine()).find(({ marks }) => marks.length > 0)?.marks[0]
  }

  /** Everything is there: for print. */
  fillAll(): void {
    this.#lines.forEach((_, number) => this.#fill(number))
  }

  /** The pieces of the spots at a place, which can go over lines. */
  #spotsAt(place: Span): Element[] {
    const from = this.#lineOf(place)
    const to = blockAt(this.#blocks, place.end - 1, from)
    for (let number = from; number <= to; number++) this.#fill(number)
    return this.#lines.slice(from, to + 1).flatMap((line) => [...line.querySelectorAll(selectorOf(place))])
  }

  /** The number of the line of a place, which is filled then. */
  #lineOf({ start }: Span): number {
    const number = blockAt(this.#blocks, start)
    this.#fill(number)
    return number
  }

  #fill(number: number): void {
    const block = this.#blocks[number]
    const line = this.#lines[number]
    if (!block || !line || line.hasChildNodes()) return
    const stack: HTMLElement[] = [line]
    for (const piece of piecesOf(block, block.marks, this.#spots[number] ?? [])) {
      const parent = stack.at(-1) ?? line
      if (piece.type === 'open') stack.push(parent.appendChild(this.#newMark(piece.mark)))
      else if (piece.type === 'close') stack.pop()
      else parent.append(...nodes([textNode(this.#policy.text.slice(piece.start, piece.end), piece.spots)]))
    }
  }

  #newMark(mark: Mark): HTMLElement {
    const element = document.createElement('mark')
    element.className = mark.kind
    element.dataset['mark'] = String(mark.id)
    if (this.#wanted[mark.id] === 0) element.classList.add('faint')
    if (this.#on.has(mark)) element.classList.add('on')
    this.#marks[mark.id] = element
    return element
  }

  #markElement(mark: Mark): HTMLElement {
    this.#lineOf(mark)
    return this.#marks[mark.id] ?? this.element
  }

  #markOf(element: HTMLElement): Mark | undefined {
    return this.#policy.marks[Number(element.dataset['mark'])]
  }

  #click(event: Event): void {
    if (getSelection()?.isCollapsed === false) return
    const element = closest(event, 'mark')
    const mark = element && this.#markOf(element)
    const ids = spotsAround(closest(event, '[data-spot]'))
    if (ids.length > 0 && this.onSpots(ids, mark)) return
    if (mark) this.onMark(mark)
  }

  #followScroll(): void {
    const top = this.#topLine()
    if (top === this.#top) return
    this.#top = top
    const place = this.#blocks[top]?.start ?? 0
    this.onSection(this.#policy.sections.findLast((section) => section.title && section.start <= place))
  }

  /** The number of the first line in sight. */
  #topLine(): number {
    const { left, top, width } = this.element.getBoundingClientRect()
    for (const below of [12, 40, 80]) {
      const line = document.elementFromPoint(left + width / 2, top + below)?.closest<HTMLElement>('[data-line]')
      if (line) return Number(line.dataset['line'])
    }
    return 0
  }
}

function lineElement({ heading }: Block, number: number): HTMLElement {
  const level = heading && Math.min(heading.depth + 2, 6)
  return h(heading ? `h${level as 2}` : 'p', { 'data-line': number })
}

/** Lines in groups: the browser goes over the groups, not over all lines, to lay out the page. */
function chunks(lines: readonly HTMLElement[]): HTMLElement[] {
  const groups: HTMLElement[] = []
  for (let from = 0; from < lines.length; from += CHUNK) {
    const group = h('div', { class: 'chunk' }, ...lines.slice(from, from + CHUNK))
    group.style.containIntrinsicBlockSize = `auto ${group.childElementCount * LINE_HEIGHT}em`
    groups.push(group)
  }
  return groups
}

/** The spots of each line, in order. */
function byBlock(blocks: readonly Block[], spots: readonly Spot[]): Spot[][] {
  const found: Spot[][] = blocks.map(() => [])
  for (const spot of [...spots].sort((one, other) => one.start - other.start)) {
    // One can go on over the next lines.
    for (let number = blockAt(blocks, spot.start); (blocks[number]?.start ?? Infinity) < spot.end; number++) {
      found[number]?.push(spot)
    }
  }
  return found
}

/** What is announced when a mark gets the focus. */
export function describe(mark: Mark): string {
  const kind = say(`kind.${mark.kind}`)
  const numbers = mark.statements.map(({ id }) => id).join(', ')
  return visible(numbers ? say('mark-of', kind, mark.words, numbers) : say('mark-untied', kind, mark.words))
}
