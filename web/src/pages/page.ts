import type { Keys } from '../keyboard.ts'
import type { Actions } from '../view/header.ts'
import type { Session } from './session.ts'

/** What a page is made with. */
export interface Frame {
  session: Session
  keys: Keys
  actions: Actions
  /** Ends the listeners of the page when it is made anew. */
  signal: AbortSignal
}

/** A page: its elements, in order, and what is to be done once they are in the document. */
export interface Page {
  elements: HTMLElement[]
  start?: () => void
  /** Keeps in the session what is in sight, before the page is made anew. */
  leave?: () => void
}
