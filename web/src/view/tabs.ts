import { type Key, say } from '../language.ts'
import type { Signal } from '../signal.ts'
import { button, h } from './dom.ts'

/** A part of the page that can be chosen. On a wide screen those that are `always` there have no tab. */
export interface Panel {
  key: Key & string
  content: HTMLElement
  always?: boolean
  count?: number
}

interface Tabs {
  bar: HTMLElement
  panels: HTMLElement[]
}

/** The tabs and the panels that they show, at first one that is not always there. The body has the chosen one, for the style. */
export function tabs(panels: readonly Panel[], chosen: Signal<string>, signal: AbortSignal): Tabs {
  const first = panels.find(({ always }) => !always)?.key ?? ''
  if (chosen.value === '') chosen.set(first)
  const buttons = panels.map((panel) => tab(panel, chosen))
  const bar = h('div', { class: 'tabs', role: 'tablist', 'aria-label': say('panels') }, ...buttons)
  bar.addEventListener('keydown', (event) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (steps) move(buttons, steps)
  })
  const shown = panels.map(panelElement)
  chosen.follow((key) => {
    document.body.dataset['panel'] = key
    panels.forEach((panel, number) => {
      const isChosen = panel.key === key
      buttons[number]?.setAttribute('aria-selected', String(isChosen))
      if (buttons[number]) buttons[number].tabIndex = isChosen ? 0 : -1
      shown[number]?.classList.toggle('chosen', isChosen)
    })
  })
  // On a wide screen the side never stays empty.
  const wide = matchMedia('(min-width: 1001px)')
  const fillSide = () => {
    const isAlways = panels.some(({ key, always }) => always && key === chosen.value)
    if (wide.matches && isAlways) chosen.set(first)
  }
  wide.addEventListener('change', fillSide, { signal })
  return { bar, panels: shown }
}

function panelElement({ key, content, always }: Panel): HTMLElement {
  const name = `panel in-${key}${always ? ' always' : ''}`
  const title = h('h2', { class: 'sr' }, say(key))
  return h('section', { class: name, role: 'tabpanel', id: `panel-${key}`, 'aria-label': say(key) }, title, content)
}

function tab({ key, always, count }: Panel, chosen: Signal<string>): HTMLButtonElement {
  return button(
    { role: 'tab', class: always ? 'always' : '', id: `tab-${key}`, 'aria-controls': `panel-${key}` },
    () => chosen.set(key),
    say(key),
    count === undefined ? null : h('small', {}, String(count)),
  )
}

function move(buttons: readonly HTMLButtonElement[], steps: number): void {
  const seen = buttons.filter((one) => one.checkVisibility())
  const at = seen.findIndex((one) => one === document.activeElement)
  const next = seen[(at + steps + seen.length) % seen.length]
  next?.focus()
  next?.click()
}
