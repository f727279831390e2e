/** A value that tells others when it changes. */
export class Signal<T> {
  #value: T
  readonly #listeners: ((value: T) => void)[] = []

  constructor(value: T) {
    this.#value = value
  }

  get value(): T {
    return this.#value
  }

  set(value: T): void {
    if (value === this.#value) return
    this.#value = value
    for (const listener of this.#listeners) listener(value)
  }

  /** Calls the listener now and after each change. */
  follow(listener: (value: T) => void): void {
    this.#listeners.push(listener)
    listener(this.#value)
  }
}
