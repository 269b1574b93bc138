// What our own types refuse beyond others: they know how a code of ones own looks, and a column of somebody else's.
import type { Dataset, DemandEvent, Extra, TopicCode, UnitCode } from 'peacetalks'

export const topics: TopicCode[] = [
  'security.ceasefire',
  'example.org:ferries',
  // @ts-expect-error: a slip of the pen
  'security.ceasefires',
  // @ts-expect-error: a scheme without a dot
  'example:ferries',
  // @ts-expect-error: no scheme
  'ferries'
]

export const events: DemandEvent[] = [
  { status: 'withdrawn' },
  // @ts-expect-error: the status of something else
  { status: 'in_force' },
  // @ts-expect-error: no status at all
  { status: '' }
]

export const units: UnitCode[] = [
  'days',
  'EUR',
  'example.org:buses',
  // @ts-expect-error: a slip of the pen
  'Days',
  // @ts-expect-error: the code of a currency is in capitals
  'euro'
]

export const extra: Extra[] = [
  { 'pax:Part': '3' },
  // @ts-expect-error: a column without its scheme
  { Part: '3' }
]

export const datasets: Dataset[] = [
  { peacetalks: '1.0', parties: [{ id: 'a', name: 'A', kind: 'example.org:clan' }] },
  // @ts-expect-error: no such kind of party
  { peacetalks: '1.0', parties: [{ id: 'a', name: 'A', kind: 'clan' }] },
  // @ts-expect-error: no such kind of demand
  { peacetalks: '1.0', demands: [{ id: 'd', by: ['a'], kind: 'Demand', text: 'Retreat' }] },
  // @ts-expect-error: a role of participations is no stance
  { peacetalks: '1.0', positions: [{ id: 'p', by: ['a'], about: ['d'], stance: 'mediator' }] }
]
