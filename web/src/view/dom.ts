import { visible } from '../text/visible.ts'

export type Child = Node | string | null | undefined | false

type Attributes = Record<string, string | number | boolean | null | undefined>

/** An element with attributes and children. Texts are made visible and never become markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, '')
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, visible(String(value)))
  }
  element.append(...nodes(children))
  return element
}

export function nodes(children: readonly Child[]): Node[] {
  return children.flatMap((child) => {
    if (child === null || child === undefined || child === false || child === '') return []
    return typeof child === 'string' ? document.createTextNode(visible(child)) : child
  })
}

/** A button that does something. */
export function button(attributes: Attributes, act: () => void, ...children: Child[]): HTMLButtonElement {
  const element = h('button', { type: 'button', ...attributes }, ...children)
  element.addEventListener('click', act)
  return element
}

/** The innermost element around the place of an event that a selector fits. */
export function closest(event: Event, selector: string): HTMLElement | undefined {
  const target = event.target instanceof Element ? event.target.closest(selector) : null
  return target instanceof HTMLElement ? target : undefined
}

/** Scrolls to an element. What was never in sight has a height that is a guess: the second time it is right. */
export function scrollTo(element: HTMLElement | undefined | null, block: 'center' | 'nearest' | 'start'): void {
  element?.scrollIntoView({ block })
  requestAnimationFrame(() => element?.scrollIntoView({ block }))
}
