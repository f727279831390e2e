import { remember, remembered } from './theme.ts'

/** What single keys do, outside of fields. */
export class Keys {
  #areOn = remembered('single-keys') !== 'off'
  readonly #told = new Set<string>()
  readonly #acts = new Map<string, () => void>()

  /** Whether single keys act at all: some people speak to their computer. */
  get areOn(): boolean {
    return this.#areOn
  }

  set areOn(areOn: boolean) {
    this.#areOn = areOn
    remember('single-keys', areOn ? 'on' : 'off')
  }

  /** Names keys that parts of the page take themselves, for the help. */
  tell(...names: string[]): void {
    for (const name of names) this.#told.add(name)
  }

  /** Whether the page does something with a key. */
  has(name: string): boolean {
    return this.#acts.has(name) || this.#told.has(name)
  }

  /** `on(['j'], …)`. In fields `Escape` acts alone: all other keys are theirs. */
  on(names: readonly string[], act: () => void): this {
    for (const name of names) this.#acts.set(name, act)
    return this
  }

  listen(signal: AbortSignal): void {
    document.addEventListener('keydown', (event) => this.#press(event), { signal })
  }

  #press(event: KeyboardEvent): void {
    const act = this.#acts.get(event.key)
    const isSingle = event.key.length === 1
    if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isField(event.target) && event.key !== 'Escape') return
    if (isSingle && !this.#areOn) return
    if (document.querySelector('dialog[open]')) return
    event.preventDefault()
    act()
  }
}

/** Calls `step` with 1 or -1 when an arrow is pressed in a list, which goes no further then. */
export function onArrows(list: HTMLElement, step: (steps: number) => void): void {
  list.addEventListener('keydown', (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!steps || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    step(steps)
  })
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type=checkbox]), select, textarea') !== null
}
