import { instantOf } from '../coaching/follow-ups/wall-time.ts';
import { isInShift } from '../coaching/one-on-ones/check-time.ts';
import type { MeetingOutcome, MeetingType, OneOnOne } from '../coaching/one-on-ones/one-on-one.ts';
import type { OneOnOneRepository } from '../coaching/one-on-ones/ports.ts';
import { dayIn } from '../coaching/people/day-in.ts';
import type { UserRepository } from '../coaching/people/ports.ts';
import type { User } from '../coaching/people/user.ts';
import { shiftDay } from '../coaching/performance/own-scores.ts';
import type { PlanRepository } from '../coaching/performance/ports.ts';
import type { Clock } from '../shared/clock.ts';

export interface SeedMeetingsDeps {
  users: Pick<UserRepository, 'list'>;
  meetings: OneOnOneRepository;
  actionPlans: Pick<PlanRepository, 'current'>;
  clock: Clock;
}

/** Days from now of each person's 1:1s; the last is still to come. */
const rhythm = [-84, -56, -28, 5] as const;
const minutes = 30;
const hours = ['10:00', '11:30', '14:30', '15:30'] as const;

/** What is talked about in the demo, one after the other. */
const talks: readonly (Pick<MeetingOutcome, 'topics' | 'followUpTopics'> & {
  discussion: string;
  commitments: string;
  achievements: string;
  concerns?: string;
})[] = [
  {
    topics: ['Handle time', 'Searching during the call'],
    discussion: 'Knows where the minutes go: three screens are searched while the customer waits.',
    commitments: 'Open the order before the greeting ends, on ten calls a day',
    achievements: 'No complaint in four weeks',
    followUpTopics: ['How the ten calls a day went'],
  },
  {
    topics: ['Call summaries', 'The close'],
    discussion: 'The close comes late when the caller is upset. We tried two sentences for it.',
    commitments: 'Say the next step before asking for anything else',
    achievements: 'Two thank-you mails',
    concerns: 'Tired after the Monday peaks',
    followUpTopics: ['The two sentences'],
  },
  {
    topics: ['First call resolution', 'Refund procedure'],
    discussion: 'Refunds are passed on although the limit allows them. Read the page together.',
    commitments: 'Settle refunds up to the limit alone, and note each one that was passed on',
    achievements: 'Quality above ninety for the first time',
    followUpTopics: ['Refunds that were passed on'],
  },
  {
    topics: ['Openings', 'What went well'],
    discussion: 'Calmer openings, and callers notice it.',
    commitments: 'Let a colleague listen in once a week',
    achievements: 'Shadowed by two newcomers',
    concerns: 'Worried about the new schedule',
    followUpTopics: ['What the colleague heard'],
  },
];

/** Every so many of the past ones did not take place. */
const missedEvery = 7;

/**
 * Gives the demo's leaders 1:1s of the last 90 days, with what came of them, and the ones of next week: made up, the same for
 * the same people. A leader who has any is left alone.
 */
export async function seedMeetings(deps: SeedMeetingsDeps, organizationId: string): Promise<void> {
  const people = await deps.users.list(organizationId);
  let count = 0;
  for (const leader of people.filter(({ role }) => role === 'TEAM_LEADER')) {
    const known = await deps.meetings.list(organizationId, {
      leaderIds: [leader.id],
      order: 'latest',
      limit: 1,
    });
    const team = people.filter(({ teamLeaderId, role }) => teamLeaderId === leader.id && role === 'AGENT');
    for (const [place, agent] of team.entries()) {
      for (const days of rhythm) {
        count += 1;
        if (known.length === 0) await seedOne(deps, { leader, agent }, { days, place, count });
      }
    }
  }
}

/** A weekday near that many days from now, at an hour at which both work, where there is one. */
function timeOf(
  { leader, agent }: { leader: User; agent: User },
  now: Date,
  days: number,
  place: number,
): Date {
  const today = dayIn(now, leader.timezone);
  const options = [0, 1, 2, 3].flatMap((more) =>
    hours.map((_, at) => {
      const time = hours[(at + place) % hours.length] ?? hours[0];
      return instantOf({ date: shiftDay(today, days + ((place + more) % 4)), time }, leader.timezone);
    }),
  );
  const fits = (at: Date) => isInShift(leader, at, minutes) && isInShift(agent, at, minutes);
  return options.find(fits) ?? options.find((at) => isInShift(leader, at, minutes)) ?? now;
}

async function seedOne(
  { meetings, actionPlans, clock }: SeedMeetingsDeps,
  people: { leader: User; agent: User },
  { days, place, count }: { days: number; place: number; count: number },
): Promise<void> {
  const { leader, agent } = people;
  const { organizationId } = leader;
  const at = timeOf(people, clock.now(), days, place);
  const plan = await actionPlans.current(organizationId, agent.id);
  const checksPlan = plan !== undefined && dayIn(at, leader.timezone) >= plan.startOn;
  const type: MeetingType = checksPlan ? 'PIP_CHECK' : 'REGULAR';
  const { meeting } = await meetings.plan({
    ...{ organizationId, leaderId: leader.id, agent, type, at, plannedMinutes: minutes },
    title: `1:1 with ${agent.name}`,
    date: dayIn(at, leader.timezone),
    key: `demo:${leader.id}:${agent.id}:${days}`,
  });
  if (days > 0) return;
  if (count % missedEvery === 0) {
    const noShow = count % 2 === 0;
    await meetings.change(organizationId, meeting.id, {
      from: ['scheduled'],
      to: noShow ? 'no_show' : 'cancelled',
      ...(noShow
        ? { noShowReason: 'Held up by a long call' }
        : { cancelledReason: 'Both were needed on the phones' }),
    });
    return;
  }
  await hold(meetings, meeting, count);
}

async function hold(
  meetings: OneOnOneRepository,
  { organizationId, id, at }: OneOnOne,
  count: number,
): Promise<void> {
  const talk = talks[count % talks.length];
  if (talk === undefined) return;
  const follows = count % 3 === 0;
  const rating = (from: number) => 3 + ((count + from) % 3);
  await meetings.change(organizationId, id, {
    from: ['scheduled'],
    to: 'held',
    startedAt: at,
    endedAt: new Date(at.getTime() + (minutes - 5 + (count % 3) * 5) * 60_000),
    outcome: {
      ...talk,
      resources: [],
      ...{
        engagement: rating(0),
        receptiveness: rating(1),
        understanding: rating(2),
        effectiveness: rating(1),
      },
      followUpRequired: follows,
      ...(follows ? { followUpOn: dayIn(new Date(at.getTime() + 28 * 24 * 3_600_000), 'UTC') } : {}),
      followUpTopics: follows ? talk.followUpTopics : [],
    },
  });
}
