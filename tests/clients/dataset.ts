// A program of somebody who writes and reads datasets in TypeScript: it has to compile under --strict.
// `peacetalks` are types made of the schema of documents, `peacetalks/line` those made of the schema of lines.
import type { Dataset } from 'peacetalks'
import type { Line } from 'peacetalks/line'

/** A dataset in which nothing is left out: what is missing does not compile. */
export const dataset: Required<Dataset> = {
  $schema: 'https://example.org/dataset.schema.json',
  peacetalks: '1.0',
  title: 'Talks by the river',
  description: 'Made up, to have one record of each type.',
  namespace: 'https://example.org/talks/',
  licence: 'CC0-1.0',
  publisher: 'Nobody',
  created: '2026-02-05',
  version: '1',
  coverage: { edtf: '2026-01/2026-02', text: 'the winter', anchor: '2026' },
  sources: [
    { id: 'gazette', title: 'Talks to resume', kind: 'news_article', published: '2026-02-04', reliability: 'B' },
    { id: 'letter', publisher: 'The envoy', kind: 'example.org:letter', authors: ['An envoy'] }
  ],
  places: [
    { id: 'bridge', name: 'The bridge', control: [{ controller: 'north', claimants: ['south'], status: 'contested' }] }
  ],
  conflicts: [{ id: 'war', name: 'War over the river', incompatibility: ['territory'], parties: ['north', 'south'] }],
  parties: [
    { id: 'north', name: 'North', kind: 'state', other_names: [{ text: 'Северная республика', language: 'ru' }] },
    { id: 'south', name: 'South', kind: 'state', identifiers: [{ scheme: 'wikidata', value: 'Q1' }] },
    { id: 'league', name: 'River League', kind: 'igo', members: [{ party: 'north', date: '2020/..' }] },
    { id: 'envoy', name: 'The envoy', kind: 'person', posts: [{ title: 'Special envoy', organisation: 'league' }] }
  ],
  processes: [{ id: 'talks', name: 'River talks', history: [{ status: 'ongoing', date: '2026-01' }] }],
  issues: [{ id: 'crossing', name: 'Who may cross', topics: ['security.ceasefire', 'example.org:ferries'] }],
  rounds: [{ id: 'first', number: 1, process: 'talks', format: ['mediated'], duration: { value: 2, unit: 'days' } }],
  participations: [{ id: 'north-came', activity: 'first', parties: ['north'], count: { lower: 3, upper: 5 } }],
  demands: [
    {
      id: 'retreat',
      by: ['north'],
      to: ['south', 'league'],
      kind: 'demand',
      polarity: 'require',
      text: 'Retreat from the bridge',
      deadline: { text: 'before spring', anchor: '2026-02-06' },
      value: { value: 10, qualifier: 'at_least', unit: 'km', text: 'ten kilometres or more' },
      history: [{ status: 'raised', date: '2026-02-04', by: ['north'], citations: [{ source: 'gazette' }] }],
      citations: [{ source: 'gazette', credibility: '2', supports: ['/text'], asserted_by: ['north'] }],
      annotations: [{ motivation: 'unknown', path: '/round' }],
      tags: ['bridge'],
      extra: { 'pax:Part': '3', 'own_table:a column': '' }
    }
  ],
  linkages: [{ id: 'retreat-first', kind: 'conditional_on', subjects: ['retreat'], objects: ['swap'] }],
  positions: [{ id: 'no', by: ['south'], about: ['retreat'], stance: 'rejects', concession: 'none' }],
  statements: [{ id: 'thanks', by: ['envoy'], quote: 'We thank both sides', audience: ['north', 'south'] }],
  exchanges: [
    {
      id: 'swap',
      kind: 'prisoner_exchange',
      history: [
        {
          status: 'completed',
          date: '2026-02-05T13:17:00+02:00',
          quantity: { value: 300, unit: 'persons', basis: 'total' },
          legs: [{ from_party: 'north', to_party: 'south', quantity: { text: 'all for all' } }]
        }
      ]
    }
  ],
  measures: [{ id: 'truce', kind: 'ceasefire', by: ['north'], history: [{ status: 'in_force', planned: '2026-03~' }] }],
  agreements: [
    {
      id: 'paper',
      name: 'The paper',
      outstanding_issues: 2,
      provisions: [{ topic: 'security.ceasefire', strength: 3 }],
      related: [{ kind: 'implements', text: 'An older paper' }]
    }
  ],
  assessments: [
    { id: 'chance', kind: 'forecast', proposition: 'The truce holds', probability: 0.5, factors: [{ label: 'Winter' }] }
  ]
}

/** The same records as the lines of a stream. */
export const lines: Line[] = [
  { type: 'dataset', peacetalks: '1.0', title: 'Talks by the river' },
  { type: 'source', id: 'gazette', title: 'Talks to resume' },
  { type: 'place', id: 'bridge', name: 'The bridge' },
  { type: 'conflict', id: 'war', name: 'War over the river' },
  { type: 'party', id: 'north', name: 'North', kind: 'state' },
  { type: 'process', id: 'talks', name: 'River talks' },
  { type: 'issue', id: 'crossing', name: 'Who may cross', topics: ['security.ceasefire'] },
  { type: 'round', id: 'first' },
  { type: 'participation', id: 'north-came', activity: 'first' },
  { type: 'demand', id: 'retreat', by: ['north'], kind: 'demand', text: 'Retreat' },
  { type: 'linkage', id: 'retreat-first', kind: 'package', subjects: ['retreat', 'swap'] },
  { type: 'position', id: 'no', by: ['north'], about: ['retreat'], shift: 'hardened' },
  { type: 'statement', id: 'thanks', by: ['north'], text: 'Thanks' },
  { type: 'exchange', id: 'swap', kind: 'prisoner_exchange', history: [{ status: 'agreed' }] },
  { type: 'measure', id: 'truce', kind: 'ceasefire' },
  { type: 'agreement', id: 'paper', name: 'The paper' },
  { type: 'assessment', id: 'chance', kind: 'forecast', proposition: 'The truce holds' }
]

/** What a record is called: the type of a line tells which fields it has, and every type is thought of. */
export function label(line: Line): string {
  switch (line.type) {
    case 'dataset':
      return line.title ?? 'A dataset'
    case 'source':
      return line.title ?? line.publisher ?? line.url ?? line.id
    case 'place':
    case 'conflict':
    case 'party':
    case 'process':
    case 'issue':
    case 'agreement':
      return line.name
    case 'round':
      return line.name ?? `Round ${(line.number ?? 0).toFixed()}`
    case 'participation':
      return [line.activity, ...(line.parties ?? [])].join(', ')
    case 'demand':
      return `${line.by[0]}: ${line.text}`
    case 'linkage':
      return [...line.subjects, line.kind, ...(line.objects ?? [])].join(' ')
    case 'position':
      return `${line.by[0]}: ${line.stance ?? line.concession ?? line.shift ?? '?'}`
    case 'statement':
      return line.quote ?? line.text ?? line.id
    case 'exchange':
      return `${line.kind}, ${line.history[0].status}`
    case 'measure':
      return [line.kind, ...(line.history ?? []).map((event) => event.status)].join(', ')
    case 'assessment':
      return line.proposition
  }
}

/** Numbers that events of exchanges name, through every level that may be left out. */
export function numbers(given: Dataset): number[] {
  const events = (given.exchanges ?? []).flatMap((exchange) => [...exchange.history])
  const quantities = events.flatMap((event) => [event.quantity, ...(event.legs ?? []).map((leg) => leg.quantity)])
  return quantities.flatMap((quantity) => quantity?.value ?? [])
}

/** Dates as text, whichever way they are written. */
export function dates(given: Dataset): string[] {
  return (given.rounds ?? []).flatMap(({ date }) => {
    if (date === undefined) return []
    if (typeof date === 'string') return [date]
    return 'edtf' in date ? [date.edtf] : [date.text]
  })
}
