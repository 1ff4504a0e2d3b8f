import {
  forget,
  forgetChosen,
  forgetEverything,
  type Forgotten,
} from '../../../src/coaching/privacy/forget.ts';
import type { ForgetWish } from '../../../src/coaching/privacy/read-privacy-words.ts';
import { toActor, type User } from '../../../src/coaching/people/user.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { newId } from '../../../src/shared/ids.ts';
import { findPlanted } from '../../support/planted.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { openPrivacyRig, temporaryLogFolder, type PrivacyRig } from '../../support/privacy-rig.ts';
import { peopledOrganization } from '../../support/world.ts';

const conversationKey = 'slack:T1:D1';

let world: PostgresWorld;
let rig: PrivacyRig;
let log: Awaited<ReturnType<typeof temporaryLogFolder>>;
let organizationId: string;
let priya: User;
let theo: User;
let tenants = 0;

beforeAll(async () => {
  [world, log] = await Promise.all([openPostgresWorld(), temporaryLogFolder()]);
  rig = openPrivacyRig(world.database.urls, log.folder, '2100-01-01T00:00:00.000Z');
});
beforeEach(async () => {
  const { organizationId: id, people } = await peopledOrganization(world, `T${(tenants += 1)}`);
  [organizationId, priya, theo] = [id, people.priya, people.theo];
});
afterAll(async () => {
  await rig.close();
  await world.close();
  await log.remove();
});

const look = (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  withConnection(
    world.database.superuserUrl,
    async (client) => (await client.query<Record<string, unknown>>(sql, values)).rows,
  );

/** One message and its answer. @returns the turn */
async function exchange(text: string, talkId?: string): Promise<string> {
  const turnId = newId();
  const conversation = { organizationId, userId: priya.id, conversationKey, shared: false };
  await world.conversations.append(conversation, { role: 'user', text, turnId });
  await world.conversations.append(conversation, { role: 'assistant', text: `about ${text}`, turnId });
  await look(
    `INSERT INTO rag_queries (organization_id, user_id, turn_id, query, duration_ms, mode, feedback) VALUES ($1, $2, $3, $4, 1, 'hybrid', 'down')`,
    organizationId,
    priya.id,
    turnId,
    text,
  );
  if (talkId !== undefined)
    await look(
      'INSERT INTO coaching_talk_turns (turn_id, talk_id, organization_id, user_id) VALUES ($1, $2, $3, $4)',
      turnId,
      talkId,
      organizationId,
      priya.id,
    );
  return turnId;
}

/** A talk of two exchanges with a goal that came of it, and a request for a colleague's help. */
async function talk(word: string, state: 'open' | 'closed' = 'closed'): Promise<string> {
  const id = newId();
  await look(
    `INSERT INTO coaching_talks (id, organization_id, user_id, conversation_key, state, topic, summary) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    id,
    organizationId,
    priya.id,
    conversationKey,
    state,
    `${word} topic`,
  );
  await exchange(`${word} one`, id);
  await exchange(`${word} two`, id);
  await look(
    `INSERT INTO growth_goals (organization_id, user_id, title, talk_id) VALUES ($1, $2, 'A goal', $3)`,
    organizationId,
    priya.id,
    id,
  );
  await look(
    `INSERT INTO connection_requests (organization_id, requestor_id, words, talk_id, turn_id) VALUES ($1, $2, $3, $4, $5)`,
    organizationId,
    priya.id,
    `${word} help`,
    id,
    newId(),
  );
  return id;
}

const say = (wish: Exclude<ForgetWish, { kind: 'everything' }>, turnId = newId()): Promise<Forgotten> =>
  forget(rig.deps, { actor: toActor(priya), turnId, conversationKey, wish });
const standsIn = (word: string): Promise<string[]> => findPlanted(world.database.superuserUrl, word);

describe('forgetting', () => {
  it('“this” is the talk just now: its words, questions, feedback and requests go, its goals stay', async () => {
    await talk('quince');
    await talk('medlar');
    expect(await say({ kind: 'this' })).toMatchObject({ what: 'talk', messages: 4, goals: 1 });
    expect(await standsIn('medlar')).toEqual([]);
    expect(await standsIn('quince')).not.toEqual([]);
    expect(
      await look('SELECT talk_id IS NULL AS alone FROM growth_goals WHERE user_id = $1 ORDER BY 1', priya.id),
    ).toEqual([{ alone: false }, { alone: true }]);
  });

  it('“this” is the open talk, even when something else was asked in between', async () => {
    await talk('bilberry', 'open');
    await exchange('sorrel');
    expect(await say({ kind: 'this' })).toMatchObject({ what: 'talk' });
    expect(await standsIn('bilberry')).toEqual([]);
    expect(await standsIn('sorrel')).not.toEqual([]);
  });

  it('without a talk “this” is the last exchange; the same turn tried again takes nothing more', async () => {
    await exchange('tansy');
    await exchange('yarrow');
    const turnId = newId();
    expect(await say({ kind: 'this' }, turnId)).toMatchObject({ what: 'exchange', messages: 2 });
    expect(await say({ kind: 'this' }, turnId)).toMatchObject({ what: 'exchange', messages: 2 });
    expect(await standsIn('yarrow')).toEqual([]);
    expect(await standsIn('tansy')).toEqual(['conversation_messages', 'rag_queries']);
  });

  it('cut short by a crash goes on with what was chosen then', async () => {
    await exchange('mallow');
    await exchange('borage');
    const turnId = newId();
    const { eraser } = rig.deps;
    const crashing = { ...rig.deps, eraser: { ...eraser, erase: () => Promise.reject(new Error('killed')) } };
    const asked = { actor: toActor(priya), turnId, conversationKey, wish: { kind: 'last' } } as const;
    await expect(forget(crashing, asked)).rejects.toThrow('killed');
    await exchange('comfrey');
    expect(await forget(rig.deps, asked)).toMatchObject({ messages: 2 });
    expect(await standsIn('borage')).toEqual([]);
    expect(await standsIn('comfrey')).not.toEqual([]);
  });

  it('“the last message” in a talk leaves the rest of the talk', async () => {
    await talk('hyssop', 'open');
    expect(await say({ kind: 'last' })).toMatchObject({ what: 'exchange', messages: 2, goals: 0 });
    expect(await standsIn('hyssop two')).toEqual([]);
    expect(await standsIn('hyssop one')).not.toEqual([]);
  });

  it('“about” finds a talk by its words in any form, and asks where several fit', async () => {
    await talk('presenting');
    await exchange('shelving refunds');
    expect(await say({ kind: 'about', terms: ['refunds'] })).toMatchObject({ what: 'exchange' });
    expect(await say({ kind: 'about', terms: ['presentations'] })).toMatchObject({
      what: 'talk',
      messages: 4,
    });
    expect(await say({ kind: 'about', terms: ['presenting'] })).toEqual({ kind: 'nothing' });
    await talk('sage');
    await talk('sage');
    const which = await say({ kind: 'about', terms: ['sage'] });
    expect(which.kind === 'which' && which.options.length).toBe(2);
  });

  it('never reaches what somebody else said, though its id is known', async () => {
    const id = await talk('vervain');
    const asked = { actor: toActor(theo), turnId: newId(), chosen: { talkId: id } };
    expect(await forgetChosen(rig.deps, asked)).toEqual({ kind: 'nothing' });
    expect(await standsIn('vervain')).not.toEqual([]);
    const own = { ...asked, actor: toActor(priya) };
    expect(await forgetChosen(rig.deps, own)).toMatchObject({ what: 'talk', messages: 4 });
    // A button that is pressed again, or late.
    expect(await forgetChosen(rig.deps, { ...own, turnId: newId() })).toEqual({ kind: 'nothing' });
  });

  it('“everything” takes all talks and questions, and leaves goals and who the person is', async () => {
    await talk('lovage');
    await exchange('lovage three');
    await look(
      `INSERT INTO profile_fields (organization_id, user_id, field, value, visibility, source) VALUES ($1, $2, 'expertise', '["refunds"]', 'line', 'self')`,
      organizationId,
      priya.id,
    );
    const done = await forgetEverything(rig.deps, { actor: toActor(priya), turnId: newId() });
    expect(done).toMatchObject({ kind: 'all-forgotten', messages: 6 });
    expect(await standsIn('lovage')).toEqual([]);
    const kept = `SELECT (SELECT count(*)::int FROM growth_goals WHERE user_id = $1) AS goals,
                         (SELECT count(*)::int FROM profile_fields WHERE user_id = $1) AS fields`;
    expect(await look(kept, priya.id)).toEqual([{ goals: 1, fields: 1 }]);
  });
});
