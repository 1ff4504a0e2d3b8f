import type { MeetingNote, OneOnOne } from '../../../src/coaching/one-on-ones/one-on-one.ts';
import type { OneOnOneRepository } from '../../../src/coaching/one-on-ones/ports.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';

const endOf = ({ at, plannedMinutes }: OneOnOne): number => at.getTime() + plannedMinutes * 60_000;
const earliest = (one: OneOnOne, other: OneOnOne): number =>
  one.at.getTime() - other.at.getTime() || one.id.localeCompare(other.id);

/** 1:1s in memory. */
export function createFakeOneOnOnes(clock: Clock): OneOnOneRepository {
  const stored = new Map<string, OneOnOne>();
  const keys = new Map<string, string>();
  const notes: (MeetingNote & { meetingId: string; organizationId: string; turnId: string })[] = [];
  const all = (organizationId: string) =>
    [...stored.values()].filter((meeting) => meeting.organizationId === organizationId);
  const of = (organizationId: string, id: string) => all(organizationId).find((meeting) => meeting.id === id);
  return {
    plan({ organizationId, leaderId, agent, type, title, at, plannedMinutes, key }) {
      const before = of(organizationId, keys.get(`${organizationId}:${key}`) ?? '');
      if (before !== undefined) return Promise.resolve({ meeting: before, isNew: false });
      const meeting: OneOnOne = {
        ...{ id: newId(), organizationId, leaderId, agentId: agent.id, type, title, at, plannedMinutes },
        status: 'scheduled',
        moved: 0,
        outcome: { topics: [], resources: [], followUpRequired: false, followUpTopics: [] },
      };
      stored.set(meeting.id, meeting);
      keys.set(`${organizationId}:${key}`, meeting.id);
      return Promise.resolve({ meeting, isNew: true });
    },
    find: (organizationId, id) => Promise.resolve(of(organizationId, id)),
    list: (organizationId, { leaderIds, agentId, statuses, from, before, order, limit }) =>
      Promise.resolve(
        all(organizationId)
          .filter((meeting) => leaderIds?.includes(meeting.leaderId) !== false)
          .filter((meeting) => agentId === undefined || meeting.agentId === agentId)
          .filter((meeting) => statuses?.includes(meeting.status) !== false)
          .filter(({ at }) => (from === undefined || at >= from) && (before === undefined || at < before))
          .sort((one, other) =>
            order === 'earliest' ? earliest(one, other) : other.at.getTime() - one.at.getTime(),
          )
          .slice(0, limit),
      ),
    overlapping: (organizationId, userIds, from, to) =>
      Promise.resolve(
        all(organizationId)
          .filter(({ status }) => status === 'scheduled' || status === 'in_progress')
          .filter(({ leaderId, agentId }) => userIds.includes(leaderId) || userIds.includes(agentId))
          .filter((meeting) => meeting.at < to && endOf(meeting) > from.getTime())
          .sort(earliest),
      ),
    lastHeld: (organizationId, agentId, leaderIds, before) =>
      Promise.resolve(
        all(organizationId)
          .filter((meeting) => meeting.status === 'held' && meeting.agentId === agentId)
          .filter((meeting) => leaderIds.includes(meeting.leaderId) && meeting.at < before)
          .sort(earliest)
          .at(-1),
      ),
    change(organizationId, id, { from, to, moveTo, ...rest }) {
      const before = of(organizationId, id);
      if (before === undefined || !from.includes(before.status)) return Promise.resolve(undefined);
      const changed: OneOnOne = {
        ...before,
        ...rest,
        ...(to === undefined ? {} : { status: to }),
        ...(moveTo === undefined ? {} : { at: moveTo.at, moved: before.moved + 1 }),
      };
      const { startedAt, endedAt } = changed;
      const spent = startedAt && endedAt && Math.floor((endedAt.getTime() - startedAt.getTime()) / 60_000);
      const meeting = spent === undefined ? changed : { ...changed, durationMinutes: spent };
      stored.set(id, meeting);
      return Promise.resolve(meeting);
    },
    addNote(organizationId, meetingId, { authorId, text, turnId }) {
      const isNew = !notes.some((note) => note.organizationId === organizationId && note.turnId === turnId);
      if (isNew) notes.push({ organizationId, meetingId, authorId, text, turnId, at: clock.now() });
      return Promise.resolve(isNew);
    },
    notes: (organizationId, meetingId) =>
      Promise.resolve(
        notes
          .filter((note) => note.organizationId === organizationId && note.meetingId === meetingId)
          .map(({ text, authorId, at }) => ({ text, at, ...(authorId === undefined ? {} : { authorId }) })),
      ),
  };
}
