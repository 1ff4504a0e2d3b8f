import { setTimeout as pause } from 'node:timers/promises';
import { createNote } from '../../src/coaching/notes/create-note.ts';
import { toActor, type User } from '../../src/coaching/people/user.ts';
import { addSession } from '../../src/coaching/sessions/add-session.ts';
import { processSession } from '../../src/coaching/sessions/process-session.ts';
import { newId } from '../../src/shared/ids.ts';
import { toPlainText } from '../../src/cli/plain-text.ts';
import { botMessagesIn, openPage, type PageClient } from '../support/crash/page-client.ts';
import { startDemoSystem, type DemoSystem } from './support/demo-system.ts';

const question = 'who struggled with refunds last month?';
const hard = 'I still find it hard to explain the refund to a customer.';

/** The 14th of the month before this one: whenever the test runs, that is last month. */
function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 14)).toISOString().slice(0, 10);
}

describe('records, asked for on the local page', () => {
  let demo: DemoSystem;
  let page: PageClient;
  let people: Record<'elena' | 'naomi' | 'priya' | 'tomas' | 'marcus', User>;

  beforeAll(async () => {
    demo = await startDemoSystem();
    page = await openPage(demo.address);
    const users = await demo.core.users.list(demo.organizationId);
    const named = (name: string): User => {
      const found = users.find((user) => user.email.startsWith(name));
      if (found === undefined) throw new Error(`${name} is not in the demo.`);
      return found;
    };
    people = {
      elena: named('elena'),
      naomi: named('naomi'),
      priya: named('priya'),
      tomas: named('tomas'),
      marcus: named('marcus'),
    };
    // The demo's own notes are not counted here.
    await demo.rows('DELETE FROM quick_notes');
    // Naomi coaches Priya; Elena leads a session of her own with Priya and notes about Daniel.
    await talk(people.naomi, 'Coaching Priya', `Priya Raman: What was hard? ${hard}`);
    await talk(
      people.elena,
      'Weekly with Priya',
      'Priya Raman: I struggle with refunds that have no receipt.',
    );
    await createNote(demo.core, toActor(people.elena), {
      subject: named('daniel'),
      words: 'Struggled with a refund on chat',
      turnId: newId(),
      surface: 'test',
    });
    await demo.rows(`UPDATE quick_notes SET occurred_at = $1`, [`${lastMonth()}T12:00:00Z`]);
  });
  afterAll(() => demo.close());

  async function talk(coach: User, title: string, said: string): Promise<void> {
    const text = `${coach.name}: What has been hard?\n${said}\n`;
    const session = await addSession(demo.core, {
      actor: toActor(coach),
      type: 'INDIVIDUAL',
      date: lastMonth(),
      title,
      fileName: 'talk.txt',
      content: new TextEncoder().encode(text),
      uploadKey: newId(),
    });
    await processSession(demo.core, { organizationId: demo.organizationId, sessionId: session.id });
  }

  /** What the bot answers, as people read it. */
  async function asked(who: User, text: string, channel?: string): Promise<string> {
    const place = (await page.state(who.id)).channels.find(({ kind, name }) =>
      channel === undefined ? kind === 'direct' : name === channel,
    );
    if (place === undefined) throw new Error(`${who.name} has no such place.`);
    const id = await page.say(who.id, place.id, text);
    const open = `SELECT 1 FROM inbox_events WHERE state IN ('waiting', 'running')`;
    for (;;) {
      const state = await page.state(who.id);
      const own = state.messages.findIndex((message) => message.id === id);
      const later = { ...state, messages: state.messages.slice(own + 1) };
      const last = botMessagesIn(later, place.id, channel === undefined ? undefined : id)
        // Whoever opens the page for the first time is greeted, sooner or later.
        .filter((message) => message.text !== 'Threadcoach says hello')
        .at(-1);
      if (last !== undefined && last.state === 'final' && (await demo.rows(open)).length === 0) {
        return `${last.text}\n${JSON.stringify(last.card)}`;
      }
      await pause(20);
    }
  }

  it('a leader reads what the own line wrote, by person, with the words, the session and the month', async () => {
    const answer = await asked(people.elena, question);
    expect(answer).toMatch(/2 people/);
    expect(answer).toContain('Struggles with refunds that have no receipt.');
    expect(answer).toContain('“I struggle with refunds that have no receipt.” (Priya Raman, line 2)');
    expect(answer).toContain('Weekly with Priya');
    expect(answer).toContain('Struggled with a refund on chat');
    expect(answer).toContain('Your note');
    expect(answer).toContain('I looked through 1 session and 1 note that you can see, from ');
    expect(answer).not.toContain('explain the refund');
  });

  it('a coach reads the own sessions, and a manager those of both', async () => {
    const coach = await asked(people.naomi, question);
    expect(coach).toContain('explain the refund');
    expect(coach).not.toMatch(/no receipt|on chat/);
    const manager = await asked(people.marcus, question);
    expect(manager).toContain('explain the refund');
    expect(manager).toContain('no receipt');
    expect(manager).toContain('Note by Elena Kowalczyk');
  });

  it('an agent reads nothing of it before a summary is approved, and then the own one', async () => {
    const before = await asked(people.priya, question);
    expect(before).toContain('I found nothing about “refunds”');
    expect(before).toContain('0 sessions and 0 notes');
    const [session] = await demo.core.sessions.list(demo.organizationId, [people.naomi.id]);
    const [summary] = await demo.core.summaries.listBySession(demo.organizationId, session?.id ?? '');
    await demo.core.summaries.approve({
      organizationId: demo.organizationId,
      summaryId: summary?.id ?? '',
      expected: 1,
      approvedBy: people.naomi.id,
      at: new Date(),
    });
    const after = await asked(people.priya, 'what did I struggle with last month?');
    expect(after).toContain('explain the refund');
    expect(after).not.toContain('no receipt');
  });

  it('in a channel says only what every member may see, and offers the direct message', async () => {
    const service = await asked(people.elena, `@Threadcoach ${question}`, 'team-service');
    expect(service).not.toMatch(/no receipt|on chat|explain the refund/);
    expect(service).toMatch(/direct message/);
    const leaders = await asked(people.marcus, `@Threadcoach ${question}`, 'leaders');
    expect(leaders).not.toMatch(/no receipt|on chat|explain the refund/);
    expect(leaders).toMatch(/direct message/);
  });

  it('still answers a procedure from the knowledge base', async () => {
    const answer = await asked(people.priya, 'who do I escalate a refund to?');
    expect(answer).not.toContain('I looked through');
  });

  it('is the same on the command line’s way of asking', async () => {
    const actor = toActor(people.elena);
    const outcome = await demo.core.agent.answer({
      turnId: newId(),
      actor,
      audience: { kind: 'direct', actor },
      question,
      history: [],
      requireOffline: false,
      signal: new AbortController().signal,
    });
    const text = outcome.kind === 'handled' ? outcome.views.map(toPlainText).join('\n') : '';
    expect(text).toContain('Struggles with refunds that have no receipt.');
    expect(text).toContain('Only you can see this.');
  });
});
