import { type Criteria, NO_CRITERIA } from '../filter/criteria.ts'
import { Signal } from '../signal.ts'

/** What stays when the page is made anew in another language. */
export class Session {
  /** The key of the chosen panel; empty before the page has chosen its first one. */
  readonly panel = new Signal('')
  readonly criteria = new Signal<Criteria>(NO_CRITERIA)
  /** The id of the chosen statement, or the number of the chosen disagreement. */
  readonly chosen = new Signal<number | undefined>(undefined)
  /** Whether changes of wording and place are left out. */
  readonly onlyMeaning = new Signal(false)
  /** What is at the top of each part that scrolls, by a name of the part. */
  readonly tops = new Map<string, number>()

  /** The same without anybody who follows it. */
  renewed(): Session {
    const next = new Session()
    next.panel.set(this.panel.value)
    next.criteria.set(this.criteria.value)
    next.chosen.set(this.chosen.value)
    next.onlyMeaning.set(this.onlyMeaning.value)
    for (const [part, top] of this.tops) next.tops.set(part, top)
    return next
  }
}
