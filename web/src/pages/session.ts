import { type Criteria, NO_CRITERIA } from '../filter/criteria.ts'
import { Signal } from '../signal.ts'

/** What stays when the page is made anew in another language. */
export class Session {
  readonly criteria: Signal<Criteria>
  readonly panel: Signal<string>
  /** The id of the chosen statement. */
  readonly chosen: Signal<number | undefined>

  constructor(panel: string, criteria: Criteria = NO_CRITERIA, chosen?: number) {
    this.panel = new Signal(panel)
    this.criteria = new Signal(criteria)
    this.chosen = new Signal(chosen)
  }

  /** The same without anybody who follows it. */
  renewed(): Session {
    return new Session(this.panel.value, this.criteria.value, this.chosen.value)
  }
}
