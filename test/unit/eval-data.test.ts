import { readFileSync } from 'node:fs';
import { canReadDocument } from '../../src/coaching/knowledge/can-read.ts';
import type { Actor } from '../../src/coaching/people/user.ts';
import { findFaults, loadEvalData } from '../eval-data/check.mjs';

const data = loadEvalData();

function actorOf(email: string): Actor {
  const { name, role, jobFamily, timezone } = data.organization.people.find(
    (person) => person.email === email,
  )!;
  return { id: email, organizationId: 'demo', email, name, role, jobFamily, timezone };
}

function mayRead(email: string, documentName: string): boolean {
  return canReadDocument(
    actorOf(email),
    data.documents.find(({ name }) => name === documentName)!,
  );
}

describe('the evaluation data', () => {
  it('belongs to the demo organisation: quotes, people and evidence are all there', () => {
    expect(findFaults(data)).toEqual([]);
  });

  it('reports a question that still expects the old words after a document was reworded', () => {
    const reworded = data.documents.map((document) =>
      document.name === 'refund-without-receipt'
        ? { ...document, text: document.text.replaceAll('14 days', '10 days') }
        : document,
    );
    expect(findFaults({ ...data, documents: reworded })).toEqual([
      'a01: quote is not in refund-without-receipt',
    ]);
  });

  it('reports a conversation that could not be held', () => {
    const [first, ...others] = data.coaching;
    const broken = { ...first!, as: 'nobody@fennimoor.example', replies: { ...first!.replies, step: [] } };
    expect(findFaults({ ...data, coaching: [broken, ...others] })).toEqual([
      'c01: nobody@fennimoor.example does not exist',
      'c01: nothing is said at step',
    ]);
  });

  it('has the size that the evaluation promises', () => {
    const declined = data.answers.filter((item) => item.expect.declined === true);
    expect({
      answered: data.answers.length - declined.length,
      declined: declined.length,
      declinedForAccess: declined.filter((item) => item.standsIn !== undefined).length,
      refinements: data.refinements.length,
      asked: data.refinements.filter((item) => item.expect.ask).length,
      conversations: data.coaching.length,
    }).toEqual({
      answered: 20,
      declined: 10,
      declinedForAccess: 2,
      refinements: 15,
      asked: 2,
      conversations: 20,
    });
  });

  it('asks only what the asker may read, and declines for access only what the asker may not', () => {
    const wrong = data.answers.filter((item) =>
      item.expect.declined === true
        ? item.standsIn !== undefined && mayRead(item.as, item.standsIn)
        : !mayRead(item.as, item.expect.document),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('brings a coaching session and a workshop of the promised length', () => {
    expect(data.cues.length).toBeGreaterThanOrEqual(110);
    expect(data.cues.at(-1)!.endMs).toBeGreaterThan(12 * 60_000);
    expect(new Set(data.cues.map(({ speaker }) => speaker)).size).toBe(3);
    expect(data.workshop.length).toBeGreaterThanOrEqual(90);
    expect(new Set(data.workshop.map(({ speaker }) => speaker)).size).toBe(5);
  });

  it('quotes the documents that search questions are about, word for word', () => {
    const lines = readFileSync('test/eval-data/search-questions.jsonl', 'utf8').trim().split('\n');
    const missing = lines
      .map((line) => JSON.parse(line) as { document: string; quote: string })
      .filter(({ document, quote }) => !readFileSync(`demo/knowledge/${document}`, 'utf8').includes(quote));
    expect(lines.length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });
});
