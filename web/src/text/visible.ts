/** Control characters, line ends of Unicode, the byte-order mark, and what changes the direction of writing. */
const HIDDEN = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** The text with hidden characters shown: `␛`, `<U+202E>`. It is the same as `visible` of the library. */
export function visible(text: string): string {
  return text.replace(HIDDEN, picture)
}

function picture(hidden: string): string {
  const code = hidden.charCodeAt(0)
  if (hidden === '\t') return ' '
  if (hidden === '\ufeff') return ''
  if (hidden === '\x7f') return '␡'
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

/** The first characters of a text, with `…` if there are more. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length)
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}
