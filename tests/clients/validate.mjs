// Asks ajv, as strict as it can be, and any remark of it is a failure.
// Arguments: schemas as name=file. Reads a pair of a name and a JSON text from each line, as JSON; prints for each whether
// the text is valid, or null where it is no JSON to JavaScript.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Ajv2020 } from 'ajv/dist/2020.js'

function fail(...remarks) {
  throw new Error(remarks.join(' '))
}

const logger = { log: fail, warn: fail, error: fail }
const ajv = new Ajv2020({ strict: true, allErrors: true, logger })
const validators = new Map()
for (const argument of process.argv.slice(2)) {
  const [name, file] = argument.split('=', 2)
  validators.set(name, ajv.compile(JSON.parse(readFileSync(file, 'utf8'))))
}

function verdict(name, text) {
  let value
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  return validators.get(name)(value)
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(verdict(...JSON.parse(line))))
}
