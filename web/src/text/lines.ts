/** Tells the number of the line, from 1, that a place in the text is on. */
export function lineNumbers(text: string): (place: number) => number {
  const starts = [0]
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  return (place) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? Infinity) <= place) low = middle
      else high = middle
    }
    return low + 1
  }
}
