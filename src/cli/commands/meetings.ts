import type { Command } from 'commander';
import { callOffMeeting } from '../../coaching/one-on-ones/call-off-meeting.ts';
import { completeMeeting } from '../../coaching/one-on-ones/complete-meeting.ts';
import { listMeetings } from '../../coaching/one-on-ones/list-meetings.ts';
import { requireMeeting } from '../../coaching/one-on-ones/meeting-deps.ts';
import { isToComplete, type OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import { isDay } from '../../coaching/summaries/verify-lines.ts';
import { withCore } from '../context.ts';
import { asHelp, calendarDay, positiveInteger } from './options.ts';

interface AsOptions {
  as: string;
}
interface CompleteOptions extends AsOptions {
  engagement: number;
  receptiveness: number;
  understanding: number;
  effectiveness: number;
  commitments?: string;
  discussion?: string;
  topic?: string[];
  followUp?: string;
}

/** Its kind is left out, as it would say that a plan runs; what was written is in `outcome`. */
const toDocument = (meeting: OneOnOne, now: Date) => {
  const { id, title, at, plannedMinutes, status, moved, outcome, durationMinutes } = meeting;
  return {
    ...{ id, title, at: at.toISOString(), plannedMinutes, status, moved },
    toComplete: isToComplete(meeting, now),
    ...(durationMinutes === undefined ? {} : { durationMinutes }),
    ...(status === 'held' ? { outcome } : {}),
    ...(meeting.cancelledReason === undefined ? {} : { cancelledReason: meeting.cancelledReason }),
    ...(meeting.noShowReason === undefined ? {} : { noShowReason: meeting.noShowReason }),
  };
};
type MeetingDocument = ReturnType<typeof toDocument>;

const inWords = ({ id, title, at, status, toComplete }: MeetingDocument): string =>
  `${at}  ${toComplete ? 'to complete' : status}  ${title}  ${id}`;

/** `meeting`: 1:1s of the person of `--as`. Nobody is told in chat of what is done here. */
export function addMeetingCommands(program: Command): void {
  const meeting = program.command('meeting').description('1:1s that a leader plans and holds');
  meeting
    .command('list')
    .description('Your 1:1s: running, to complete, coming, held and missed in the last 30 days')
    .requiredOption('--as <email>', asHelp)
    .action(({ as }: AsOptions, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const list = await listMeetings(core, await actorOf(as));
        const all = [...list.running, ...list.toComplete, ...list.coming, ...list.missed, ...list.held];
        const rows = all.map((one) => toDocument(one, core.clock.now()));
        output.result(rows, () => (rows.length === 0 ? 'No 1:1s.' : rows.map(inWords).join('\n')));
      }),
    );
  meeting
    .command('show')
    .description('One 1:1 with what came of it')
    .argument('<id>')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: AsOptions, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        const found = await requireMeeting(core, actor, id);
        const { organizationId, id: actorId } = actor;
        // Whoever runs the command line can say any `--as`, and observations are the line's.
        await core.audit.record({
          ...{ organizationId, actorId, action: 'meeting.show', surface: 'cli' },
          ...{ subjectType: 'coaching_session', subjectId: id },
        });
        const shown = toDocument(found, core.clock.now());
        const { commitments, followUpOn } = found.outcome;
        output.result(shown, () =>
          [
            inWords(shown),
            ...(commitments === undefined ? [] : [`Commitments: ${commitments}`]),
            ...(followUpOn === undefined ? [] : [`Follow-up: ${followUpOn}`]),
          ].join('\n'),
        );
      }),
    );
  meeting
    .command('complete')
    .description('Note what came of a 1:1, or correct it')
    .argument('<id>')
    .requiredOption('--engagement <1-5>', '', positiveInteger)
    .requiredOption('--receptiveness <1-5>', '', positiveInteger)
    .requiredOption('--understanding <1-5>', '', positiveInteger)
    .requiredOption('--effectiveness <1-5>', 'how effective it was overall', positiveInteger)
    .option('--topic <words...>', 'what was talked about')
    .option('--discussion <words>')
    .option('--commitments <words>', 'what the person committed to')
    .option('--follow-up <day>', 'day of the follow-up, YYYY-MM-DD; default: none is needed', calendarDay)
    .requiredOption('--as <email>', asHelp)
    .action((id: string, options: CompleteOptions, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const { as, topic = [], discussion, commitments, followUp } = options;
        const { engagement, receptiveness, understanding, effectiveness } = options;
        const done = await completeMeeting(core, {
          actor: await actorOf(as),
          meetingId: id,
          surface: 'cli',
          outcome: {
            ...{ engagement, receptiveness, understanding, effectiveness, topics: topic },
            ...{ resources: [], followUpTopics: [], followUpRequired: followUp !== undefined },
            ...(discussion === undefined ? {} : { discussion }),
            ...(commitments === undefined ? {} : { commitments }),
            ...(isDay(followUp) ? { followUpOn: followUp } : {}),
          },
        });
        const shown = toDocument(done.meeting, core.clock.now());
        output.result({ ...shown, corrected: done.corrected }, () => inWords(shown));
      }),
    );
  meeting
    .command('cancel')
    .description('Say that a planned 1:1 does not take place')
    .argument('<id>')
    .requiredOption('--reason <words>')
    .option('--nobody-came', 'it was not cancelled before: a no-show')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, options: AsOptions & { reason: string; nobodyCame?: true }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const off = await callOffMeeting(core, {
          actor: await actorOf(options.as),
          meetingId: id,
          surface: 'cli',
          how: options.nobodyCame === true ? 'no_show' : 'cancelled',
          reason: options.reason,
        });
        const shown = toDocument(off, core.clock.now());
        output.result(shown, () => inWords(shown));
      }),
    );
}
