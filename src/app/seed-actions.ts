import type { ActionDeps } from '../coaching/actions/action-access.ts';
import { completeAction, verifyAction } from '../coaching/actions/complete-action.ts';
import { createActionItem, type ActionFields } from '../coaching/actions/create-action-item.ts';
import { reportBlocker, reportProgress } from '../coaching/actions/report-action.ts';
import { shiftDay, todayOf } from '../coaching/performance/own-scores.ts';
import { toActor, type User } from '../coaching/people/user.ts';

interface SeededItem {
  /** Address before the @; the team leader gives it. */
  owner: string;
  fields: Omit<ActionFields, 'dueOn'>;
  /** Days from today on which it is due. */
  dueIn: number;
  progress?: number;
  note?: string;
  blocker?: string;
  done?: 'completed' | 'verified';
}

const seeded: readonly SeededItem[] = [
  {
    owner: 'priya.raman',
    fields: { title: 'Listen to two refund calls of Mei', category: 'Practice', priority: 'HIGH' },
    dueIn: -3,
  },
  {
    owner: 'priya.raman',
    fields: { title: 'Write the closing question on a card', category: 'Practice' },
    dueIn: 4,
    progress: 50,
    note: 'Two versions so far, one more to try.',
  },
  {
    owner: 'aoife.brennan',
    fields: { title: 'Read the new delivery procedure', category: 'Training' },
    dueIn: 6,
    blocker: 'The page asks for a right that I do not have.',
  },
  {
    owner: 'aoife.brennan',
    fields: { title: 'Sort out the late-shift break with planning', category: 'Schedule', priority: 'LOW' },
    dueIn: -8,
    progress: 25,
  },
  {
    owner: 'samir.haddad',
    fields: { title: 'Try the shorter greeting for a week', category: 'Practice' },
    dueIn: -1,
    progress: 75,
    note: 'Feels natural on most calls.',
    done: 'completed',
  },
  {
    owner: 'mei.tanaka',
    fields: { title: 'Show the team the search shortcuts', category: 'Sharing' },
    dueIn: -10,
    done: 'verified',
  },
  {
    owner: 'mei.tanaka',
    fields: { title: 'Pick one quality topic for next month', category: 'Growth', priority: 'LOW' },
    dueIn: 12,
  },
  {
    owner: 'luca.ferretti',
    fields: { title: 'Role-play price objections with Joana', category: 'Practice', priority: 'HIGH' },
    dueIn: -2,
    blocker: 'Our shifts have not met since Monday.',
  },
  {
    owner: 'joana.carvalho',
    fields: { title: 'Note the reason of each lost sale for a week', category: 'Behaviour' },
    dueIn: 3,
    done: 'completed',
  },
];

/** Items of the demo's people in every state; what is there already stays as it is. */
export async function seedActions(deps: ActionDeps, organizationId: string): Promise<void> {
  const people = await deps.users.list(organizationId);
  const byName = new Map(people.map((person) => [person.email.split('@')[0], person]));
  for (const one of seeded) {
    const owner = byName.get(one.owner);
    const leader = people.find(({ id }) => id === owner?.teamLeaderId);
    if (owner !== undefined && leader !== undefined) await seedItem(deps, one, owner, leader);
  }
}

async function seedItem(deps: ActionDeps, one: SeededItem, owner: User, leader: User): Promise<void> {
  const key = `demo:${one.owner}:${one.fields.title}`;
  const known = await deps.items.findMade(owner.organizationId, key);
  if (known !== undefined) return;
  const dueOn = shiftDay(todayOf(deps.clock, owner), one.dueIn);
  const made = { actor: toActor(leader), ownerId: owner.id, fields: { ...one.fields, dueOn }, key };
  const { item } = await createActionItem(deps, { ...made, surface: 'demo' });
  const own = { actor: toActor(owner), itemId: item.id, surface: 'demo' };
  const { progress, note = '', blocker, done } = one;
  if (progress !== undefined) await reportProgress(deps, { ...own, progress, note });
  if (blocker !== undefined) await reportBlocker(deps, { ...own, words: blocker });
  if (done !== undefined) await completeAction(deps, { ...own, notes: note });
  if (done === 'verified') await verifyAction(deps, { ...own, actor: toActor(leader) });
}
