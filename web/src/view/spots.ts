import type { Spot } from '../model/pieces.ts'
import type { Span } from '../model/types.ts'
import { h } from './dom.ts'

/** A piece of text in the elements of its spots. */
export function textNode(text: string, spots: readonly Spot[]): Node | string {
  return spots.reduceRight<Node | string>((inner, spot) => {
    const element = h('span', { class: spot.name, 'data-place': `${spot.start}-${spot.end}` }, inner)
    if (spot.id) element.dataset['spot'] = spot.id
    return element
  }, text)
}

/** What selects the pieces of the spot that has just this place. */
export function selectorOf({ start, end }: Span): string {
  return `[data-place="${start}-${end}"]`
}

/** The ids of the spots that an element is in, from the inside out. */
export function spotsAround(element: HTMLElement | null | undefined): string[] {
  const ids: string[] = []
  for (let at = element; at; at = at.parentElement?.closest<HTMLElement>('[data-spot]')) ids.push(at.dataset['spot'] ?? '')
  return ids
}

/** The first of these ids; or the one after `chosen`, so that each click in one place leads to another. */
export function idAfter(ids: readonly string[], chosen: string): string {
  return ids[(ids.indexOf(chosen) + 1) % ids.length] ?? ''
}
