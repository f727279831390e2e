import { POLICY_TAG, language, say } from '../language.ts'
import { switchTheme } from '../theme.ts'
import { type Child, button, h } from './dom.ts'

/** What all pages have at the top: the title, figures, and buttons for the page as a whole. */
export function header(title: string, figures: string, actions: Actions, ...extra: Child[]): HTMLElement {
  const other = language() === 'en' ? 'zh-CN' : 'en'
  return h(
    'header',
    { class: 'top' },
    button({ class: 'skip' }, skip, say('skip')),
    h('h1', { lang: POLICY_TAG, title }, title),
    h('p', { class: 'figures' }, figures),
    h(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': say('tools') },
      ...extra,
      button({ lang: other }, actions.switchLanguage, say('language')),
      button({ 'aria-label': say('theme'), title: say('theme') }, switchTheme, '◐'),
      button({ 'aria-label': say('help'), title: say('help') }, actions.help, '?'),
    ),
  )
}

/** To the first part of the page that is seen. */
function skip(): void {
  const parts = document.querySelectorAll<HTMLElement>('main [tabindex="0"]:not([role=tab])')
  ;[...parts].find((part) => part.checkVisibility())?.focus()
}

export interface Actions {
  switchLanguage: () => void
  help: () => void
}

/** A button that turns something of the style on and off, by a class of the body. */
export function toggle(name: string, label: string): HTMLButtonElement {
  const element = button({ class: `toggle-${name}` }, () => turn(element, name), label)
  element.setAttribute('aria-pressed', String(document.body.classList.contains(name)))
  return element
}

function turn(element: HTMLButtonElement, name: string): void {
  element.setAttribute('aria-pressed', String(document.body.classList.toggle(name)))
}
