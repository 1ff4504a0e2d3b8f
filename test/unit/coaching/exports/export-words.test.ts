import { decodeExport, encodeExport } from '../../../../src/coaching/exports/export-code.ts';
import { asksForExport, readExportWords } from '../../../../src/coaching/exports/read-export-words.ts';
import type { User } from '../../../../src/coaching/people/user.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

const person = (id: string, name: string): User => ({
  id,
  organizationId: 'o',
  email: `${id}@example.test`,
  name,
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'UTC',
  status: 'ACTIVE',
});
const theo = person('00000000-0000-4000-8000-000000000001', 'Theo Lindt');
const priya = person('00000000-0000-4000-8000-000000000002', 'Priya Nair');
const read = (text: string) =>
  readExportWords(text, {
    today: '2026-11-20',
    actor: theo,
    people: [theo, priya],
    dates: chronoDateReader,
  }).request;

it.each([
  ['export my summaries as CSV', { format: 'csv', drafts: false, evidence: false, filter: {} }],
  ['export my summaries', { format: 'csv', filter: {} }],
  ['download all summaries as a markdown file', { format: 'markdown', filter: {} }],
  [
    'json, with Priya last month, with quotes',
    {
      format: 'json',
      evidence: true,
      filter: { from: '2026-10-01', to: '2026-10-31', personIds: [priya.id] },
    },
  ],
  ['export summaries for excel including drafts', { format: 'csv', drafts: true, filter: {} }],
  [
    'export my workshops in October',
    { format: 'csv', filter: { types: ['WORKSHOP'], from: '2026-10-01', to: '2026-10-31' } },
  ],
])('%j', (text, request) => {
  expect(read(text)).toMatchObject(request);
  expect(read(text).filter).toEqual(request.filter);
});

it.each([
  ['export my summaries as CSV', true],
  ['can you export my summaries?', true],
  ['download sessions from October', true],
  ['please export everything as JSON', true],
  ['my summaries as an Excel file', true],
  ['how do I export a call recording?', false],
  ['export the customer list', false],
  ['what is the export procedure?', false],
  ['the summary of the export call', false],
])('%j asks for a file of summaries: %s', (text, expected) => {
  expect(asksForExport(text)).toBe(expected);
});

it('goes through a button and comes back', () => {
  for (const text of ['export as json with Priya in October with quotes', 'export with drafts', 'markdown']) {
    const request = read(text);
    expect(decodeExport(encodeExport(request) ?? '')).toEqual(request);
  }
});

it.each(['', 'xlsx|', 'csv', 'csv|sdraft', 'csv|pnobody'])('refuses %j from a button', (code) => {
  expect(decodeExport(code)).toBeUndefined();
});
