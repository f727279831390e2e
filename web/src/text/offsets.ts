/** Converts offsets in bytes of UTF-8 to units of UTF-16, after one pass over the text. */
export function unitsOfBytes(text: string): (byte: number) => number {
  // A unit is at most three bytes long.
  const units = new Uint32Array(text.length * 3 + 1)
  let byte = 0
  for (let unit = 0; unit < text.length; unit++) {
    const length = bytesOfUnit(text.charCodeAt(unit))
    units.fill(unit, byte, byte + length)
    byte += length
  }
  units[byte] = text.length
  return (at) => units[Math.min(at, byte)] ?? text.length
}

/** How many bytes of UTF-8 a unit stands for. The two units of a pair share four. */
function bytesOfUnit(unit: number): number {
  if (unit < 0x80) return 1
  if (unit < 0x800) return 2
  const isSurrogate = unit >= 0xd800 && unit < 0xe000
  return isSurrogate ? 2 : 3
}
