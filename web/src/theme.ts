/** What is kept while the tab is open, so that the pages of a folder look alike. Some browsers forbid it to files. */
export function remembered(key: string): string | null {
  try {
    return sessionStorage.getItem(`policymark.${key}`)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(`policymark.${key}`, value)
  } catch {
    // Then the next page asks the system again.
  }
}

/** Takes the theme of the tab, if one was chosen; else the style follows the system. */
export function startTheme(): void {
  const theme = remembered('theme')
  if (theme) document.documentElement.dataset['theme'] = theme
}

export function switchTheme(): void {
  const root = document.documentElement
  const isDark = root.dataset['theme']
    ? root.dataset['theme'] === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset['theme'] = isDark ? 'light' : 'dark'
  remember('theme', root.dataset['theme'])
}
