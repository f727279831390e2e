/** What the address points at: `#s12` a statement, `#a34` a mark. */
export type Target = { type: 'statement' | 'mark'; id: number }

export function readTarget(hash: string): Target | undefined {
  const match = /^#([sa])(\d+)$/.exec(hash)
  return match ? { type: match[1] === 's' ? 'statement' : 'mark', id: Number(match[2]) } : undefined
}

/** Writes the statement into the address, without a new entry in the history. */
export function writeTarget(id: number | undefined): void {
  const address = id === undefined ? location.pathname + location.search : `#s${id}`
  try {
    history.replaceState(null, '', address)
  } catch {
    // Some browsers forbid it to files; nothing else depends on it.
  }
}

/** The address of a file relative to this page: names can hold `#`, `?` and `%`. */
export function addressOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/')
}
