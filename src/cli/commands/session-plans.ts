import { type Command, InvalidArgumentError, Option } from 'commander';
import { createHash } from 'node:crypto';
import { findByAddress, type PersonReference } from '../../coaching/sessions/find-known-person.ts';
import { scheduleSession } from '../../coaching/sessions/schedule-session.ts';
import { sessionTypes, type SessionType } from '../../coaching/sessions/session.ts';
import { withCore } from '../context.ts';

interface ScheduleOptions {
  coach: string;
  at: Date;
  title: string;
  type: SessionType;
  with?: string[];
  workshop?: string;
}

/** An instant with its zone, so that it means the same on every machine. */
function instant(value: string): Date {
  const at = new Date(value);
  if (/T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/.test(value) && !Number.isNaN(at.getTime())) return at;
  throw new InvalidArgumentError('Write an instant with its zone, like 2026-11-24T15:00:00+01:00.');
}

/** `session schedule`: plans a session whose transcript comes later. */
export function addSessionPlans(session: Command): void {
  session
    .command('schedule')
    .description('Plan a session; the transcript that its coach uploads around that time becomes part of it')
    .requiredOption('--coach <email>', 'who leads it')
    .requiredOption('--at <instant>', 'when, like 2026-11-24T15:00:00+01:00', instant)
    .requiredOption('--title <words>')
    .addOption(new Option('--type <type>', 'kind of session').choices(sessionTypes).default('INDIVIDUAL'))
    .option('--with <email...>', 'who is to come: addresses of people or clients')
    .option('--workshop <kind>', 'kind of workshop, which chooses the template')
    .action((options: ScheduleOptions, command: Command) =>
      withCore(command, async ({ core, output, organizationId, actorOf }) => {
        const actor = await actorOf(options.coach);
        const participants: PersonReference[] = [];
        for (const email of options.with ?? []) participants.push(await findByAddress(core, actor, email));
        const told = JSON.stringify([options.at, options.title, options.type, participants]);
        const planned = await scheduleSession(core, {
          actor,
          at: options.at,
          type: options.type,
          title: options.title,
          participants,
          ...(options.workshop === undefined ? {} : { workshopType: options.workshop }),
          // The same command again plans the same session.
          key: `cli:${actor.id}:${createHash('sha256').update(told).digest('hex')}`,
        });
        await core.audit.record({
          organizationId,
          actorId: actor.id,
          action: 'session.schedule',
          subjectType: 'coaching_session',
          subjectId: planned.id,
          surface: 'cli',
        });
        output.result(
          {
            id: planned.id,
            title: planned.title,
            date: planned.date,
            type: planned.type,
            at: options.at.toISOString(),
          },
          () =>
            `Planned ${planned.title} for ${options.at.toISOString()}: ${planned.id}\nAdd its transcript with: npx threadcoach session add FILE --coach ${options.coach} --session ${planned.id}`,
        );
      }),
    );
}
