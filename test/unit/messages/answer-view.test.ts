import type { Actor } from '../../../src/coaching/people/user.ts';
import { answerView } from '../../../src/messages/views/answer.ts';

const actor: Actor = {
  id: 'p1',
  organizationId: 'o1',
  email: 'priya@x.example',
  name: 'Priya Raman',
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'Europe/London',
};

describe('the sources under an answer', () => {
  it.each([
    ['Refunds › Steps', '3. Check the date.', 'step 3'],
    ['Refunds › Steps', '1. Search.\n2. Check.\n3. Refund.', 'steps 1–3'],
    ['Refunds › In the shop', '2. Hand it in.', 'In the shop › step 2'],
    ['Refunds › Exceptions', 'Power tools carry a number.', 'Exceptions'],
    ['Refunds', 'Purpose: help.', ''],
    ['Other › Steps', 'Ask first.', 'Other › Steps'],
  ])('%j with %j stands as %j', (section, quote, shown) => {
    const item = { number: 1, title: 'Refunds', version: 1, section, quote };
    const { blocks } = answerView({ kind: 'direct', actor }, { text: 'So. [1]', citations: [item] });
    expect(blocks).toContainEqual({ kind: 'citations', items: [{ ...item, section: shown }] });
  });
});
