/** The text without the characters that can be brackets of marks. */
export function withoutBrackets(text: string): string {
  return text.replace(/[<>{}[\]()]/g, '')
}

/** The text with each stretch of blanks and line ends as one blank: a heading can go over two lines. */
export function onOneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}
