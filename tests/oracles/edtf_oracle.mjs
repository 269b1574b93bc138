// Reads one JSON string a line, and prints for each what EDTF.js makes of it: null if it refuses the string, else the
// first and last second as [min, max], where an infinite bound is "open" and a missing one "unknown".
import { createInterface } from 'node:readline'
import edtf from 'edtf'

function bound(milliseconds, isOpen, isUnknown) {
  if (isUnknown) return 'unknown'
  return isOpen ? 'open' : Math.floor(milliseconds / 1000)
}

function read(text) {
  try {
    const date = edtf(text)
    const [lower, upper] = date.type === 'Interval' ? [date.lower, date.upper] : [true, true]
    return [
      bound(date.min, date.min === -Infinity, lower === null),
      bound(date.max, date.max === Infinity, upper === null)
    ]
  } catch {
    return null
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(read(JSON.parse(line))))
}
