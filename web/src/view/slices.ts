/** How long the page works before it looks whether the user wants something, in milliseconds. */
const SLICE = 8

/** Calls `work` with each number from `from` to `to`, a few at a time, while the page is idle. Returns what ends it. */
export function inSlices(from: number, to: number, work: (number: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const goOn = () => {
    const end = performance.now() + SLICE
    while (from < to && performance.now() < end) work(from++)
    if (from < to) timer = setTimeout(goOn)
  }
  if (from < to) timer = setTimeout(goOn)
  return () => clearTimeout(timer)
}
