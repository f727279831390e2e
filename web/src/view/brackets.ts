import type { Policy } from '../model/types.ts'

/** Tells the style which brackets the marks in an element have. */
export function setBrackets(element: HTMLElement, { brackets }: Policy): void {
  for (const [kind, [open, close]] of brackets) {
    element.style.setProperty(`--open-${kind}`, JSON.stringify(open))
    element.style.setProperty(`--close-${kind}`, JSON.stringify(close))
  }
}
