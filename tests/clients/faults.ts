// What has to be refused by any types made of the schemas; a line that compiles after all is an error itself.
import type { Dataset } from 'peacetalks'
import type { Line } from 'peacetalks/line'

export const datasets: Dataset[] = [
  // @ts-expect-error: a dataset says its version
  { title: 'Without a version' },
  // @ts-expect-error: another version
  { peacetalks: '1.1' },
  // @ts-expect-error: no such field of the header
  { peacetalks: '1.0', titel: 'A slip of the pen' },
  // @ts-expect-error: no such group
  { peacetalks: '1.0', actors: [] },
  // @ts-expect-error: a group is a list
  { peacetalks: '1.0', parties: { id: 'a', name: 'A', kind: 'state' } },
  // @ts-expect-error: null is no way to say nothing
  { peacetalks: '1.0', title: null },
  // @ts-expect-error: a record has an id
  { peacetalks: '1.0', places: [{ name: 'A' }] },
  // @ts-expect-error: a party has a kind
  { peacetalks: '1.0', parties: [{ id: 'a', name: 'A' }] },
  // @ts-expect-error: no such field of a record
  { peacetalks: '1.0', parties: [{ id: 'a', name: 'A', kind: 'state', colour: 'red' }] },
  // @ts-expect-error: a type is for lines
  { peacetalks: '1.0', places: [{ type: 'place', id: 'a', name: 'A' }] },
  // @ts-expect-error: a field of another type of record
  { peacetalks: '1.0', places: [{ id: 'a', name: 'A', stance: 'rejects' }] },
  // @ts-expect-error: somebody makes a demand
  { peacetalks: '1.0', demands: [{ id: 'd', by: [], kind: 'demand', text: 'Retreat' }] },
  // @ts-expect-error: a list, even of one
  { peacetalks: '1.0', demands: [{ id: 'd', by: 'a', kind: 'demand', text: 'Retreat' }] },
  // @ts-expect-error: a code of a closed list
  { peacetalks: '1.0', demands: [{ id: 'd', by: ['a'], kind: 'demand', text: 'Retreat', polarity: 'demand' }] },
  // @ts-expect-error: a code of ones own, of a closed list
  { peacetalks: '1.0', demands: [{ id: 'd', by: ['a'], kind: 'demand', text: 'Retreat', polarity: 'a.b:c' }] },
  // @ts-expect-error: a code is text
  { peacetalks: '1.0', sources: [{ id: 's', title: 'S', reliability: 1 }] },
  // @ts-expect-error: the credibility is a digit, as text
  { peacetalks: '1.0', measures: [{ id: 'm', kind: 'ceasefire', citations: [{ source: 's', credibility: 2 }] }] },
  // @ts-expect-error: a number is no text
  { peacetalks: '1.0', rounds: [{ id: 'r', number: '1' }] },
  // @ts-expect-error: a year is text
  { peacetalks: '1.0', rounds: [{ id: 'r', date: 2026 }] },
  // @ts-expect-error: a date says something
  { peacetalks: '1.0', rounds: [{ id: 'r', date: { anchor: '2026' } }] },
  // @ts-expect-error: a date has no year
  { peacetalks: '1.0', rounds: [{ id: 'r', date: { edtf: '2026', year: 2026 } }] },
  // @ts-expect-error: an exchange has a history
  { peacetalks: '1.0', exchanges: [{ id: 'e', kind: 'prisoner_exchange', history: [] }] },
  // @ts-expect-error: only events of exchanges have legs
  { peacetalks: '1.0', measures: [{ id: 'm', kind: 'ceasefire', history: [{ status: 'in_force', legs: [] }] }] },
  // @ts-expect-error: an event has a status
  { peacetalks: '1.0', processes: [{ id: 'p', name: 'P', history: [{ date: '2026' }] }] },
  // @ts-expect-error: what is kept verbatim is text
  { peacetalks: '1.0', places: [{ id: 'p', name: 'P', extra: { 'pax:Part': 3 } }] },
  // @ts-expect-error: an identifier is text
  { peacetalks: '1.0', places: [{ id: 'p', name: 'P', identifiers: [{ scheme: 'gw', value: 365 }] }] }
]

export const lines: Line[] = [
  // @ts-expect-error: a line has a type
  { id: 'a', name: 'A', kind: 'state' },
  // @ts-expect-error: no such type
  { type: 'actor', id: 'a', name: 'A', kind: 'state' },
  // @ts-expect-error: the name of a group
  { type: 'parties', id: 'a', name: 'A', kind: 'state' },
  // @ts-expect-error: fields of another type
  { type: 'place', id: 'a', name: 'A', kind: 'state' },
  // @ts-expect-error: the header says its version
  { type: 'dataset', title: 'Without a version' },
  // @ts-expect-error: groups are for documents
  { type: 'dataset', peacetalks: '1.0', parties: [] }
]
