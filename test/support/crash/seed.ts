import type { Core } from '../../../src/app/open-core.ts';
import type { LocalStore } from '../../../src/coaching/local-chat/ports.ts';
import { importPeople } from '../../../src/coaching/people/import-people.ts';

/** Who is talked about. */
const agents = ['Priya Nair', 'Daniel Osei'];
/** Coaches, each with a direct message of their own: a turn in it waits for none before. */
const coachCount = 200;

export const emailOf = (id: string): string => `${id.toLowerCase()}@crash.example`;
const personOf = (name: string, id: string) => ({ id, name, email: emailOf(id) });

export const priyaId = 'U0AGENT0';
export const coachId = (index: number): string => `U0COACH${index}`;

/** Everyone in the workspace, as Slack knows them. */
export const people = [
  ...agents.map((name, index) => personOf(name, `U0AGENT${index}`)),
  ...Array.from({ length: coachCount }, (_, index) => personOf(`Coach ${index}`, coachId(index))),
];

export const question = 'Within how many days must an item come back without a receipt?';

/** A 1:1 of a coach with both of them. */
export const transcript = `Coach: How was the week, Priya?
Priya Nair: I closed every ticket before Friday, and the customer thanked me twice.
Coach: And what was hard, Daniel?
Daniel Osei: I still struggle with the closing question.
Coach: I'd suggest writing the question on a card.
Priya Nair: I'll write the card by Monday.
`;

const procedure = `# Refund without a receipt

## Steps

1. Search for the purchase by phone number, then by e-mail address.
2. Check the date: without a receipt, an item must come back within 14 days of the purchase.
3. Give the value as store credit. There is no cash refund without a receipt.
`;

/** The organisation that both platforms are bound to. @returns its id */
export async function seedOrganization(core: Core, slackTeam: string): Promise<string> {
  const { id } = await core.organizations.create({ name: 'Crash test' });
  await core.organizations.bindInstallation(id, 'slack', slackTeam);
  await core.organizations.bindInstallation(id, 'local', 'demo');
  await importPeople(
    core,
    id,
    people.map(({ name, email }, index) => ({
      line: index + 1,
      record: { name, email, role: agents.includes(name) ? 'AGENT' : 'COACH', jobFamily: 'CSR' },
    })),
  );
  await core.knowledge.ingest.add({
    organizationId: id,
    name: 'refund-without-receipt.md',
    type: 'sop',
    access: 'all',
    mimeType: 'text/markdown',
    text: procedure,
  });
  return id;
}

/** A channel of the local page with few people in it. */
export async function seedChannel(core: Core, store: LocalStore, organizationId: string): Promise<void> {
  const members = people.slice(0, 3).map(({ email }) => email);
  const users = await core.users.list(organizationId);
  await store.ensureChannel({
    name: 'team-crash',
    topic: '',
    memberIds: users.filter(({ email }) => members.includes(email)).map(({ id }) => id),
  });
}
