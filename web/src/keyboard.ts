/** What single keys do, outside of fields. */
export class Keys {
  /** Whether single keys act at all: some people speak to their computer. */
  areOn = true
  readonly #acts = new Map<string, () => void>()

  /** `on('j', …)`; keys with names, such as `Escape`, act in fields as well. */
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
    if (isSingle && (!this.areOn || isField(event.target))) return
    if (document.querySelector('dialog[open]')) return
    event.preventDefault()
    act()
  }
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type=checkbox]), select, textarea') !== null
}
