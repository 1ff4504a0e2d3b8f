import type { Command } from 'commander';
import { cancelFollowUp } from '../../coaching/follow-ups/cancel-follow-up.ts';
import { draftFollowUp } from '../../coaching/follow-ups/draft-follow-up.ts';
import { timeUnreadable } from '../../coaching/follow-ups/follow-up-errors.ts';
import { followUpKinds, type FollowUp, type FollowUpKind } from '../../coaching/follow-ups/follow-up.ts';
import { listFollowUps } from '../../coaching/follow-ups/list-follow-ups.ts';
import { openFollowUp } from '../../coaching/follow-ups/open-follow-up.ts';
import { contactOf } from '../../coaching/follow-ups/recipient.ts';
import { refineFollowUp } from '../../coaching/follow-ups/refine-follow-up.ts';
import { scheduleFollowUp } from '../../coaching/follow-ups/schedule-follow-up.ts';
import { formatForBoth, instantOf, wallTimeOf } from '../../coaching/follow-ups/wall-time.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { Core } from '../../app/open-core.ts';
import { sendDue } from '../../app/send-due.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { withCore } from '../context.ts';
import { asHelp, oneOfOption, readAsHelp } from './options.ts';

const toDocument = (followUp: FollowUp) => {
  const { id, summaryId, kind, recipient, status, version, subject, body } = followUp;
  const { scheduledFor, sentAt, sentTo, failure } = followUp;
  return {
    id,
    summaryId,
    kind,
    recipient: recipient.name,
    status,
    version,
    subject,
    body,
    scheduledFor,
    sentAt,
    sentTo,
    failure,
  };
};

const inWords = ({ recipient, kind, status, version, subject, body, failure }: FollowUp): string =>
  [
    `${kind} to ${recipient.name}, ${status}, version ${version}`,
    ...(failure === undefined ? [] : [failure]),
    ...(subject === '' ? [] : [`Subject: ${subject}`]),
    '',
    body,
  ].join('\n');

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** An ISO instant, or words such as "tomorrow at 9" in the recipient's zone. @throws AppError FOLLOWUP_008 */
async function momentOf(
  core: Core,
  actor: Actor,
  id: string,
  text: string,
): Promise<{ at: Date; zone: string }> {
  const { followUp } = await openFollowUp(core, actor, id);
  const { timezone: zone } = await contactOf(core, actor.organizationId, followUp.recipient, actor.timezone);
  if (instant.test(text)) return { at: new Date(text), zone };
  const read = core.moments.read(text, wallTimeOf(core.clock.now(), zone));
  if (read === undefined) throw timeUnreadable();
  return { at: instantOf(read, zone), zone };
}

/** `follow-up …`: the same verbs as in the thread. */
export function addFollowUpCommands(program: Command): void {
  const followUp = program
    .command('follow-up')
    .description('Mails, text messages and call scripts that follow an approved summary');
  followUp
    .command('draft')
    .description('Draft one for the participant of an approved summary, from what stands in it')
    .argument('<summary>')
    .requiredOption('--kind <kind>', followUpKinds.join(', '), oneOfOption(followUpKinds))
    .option('--template <name>', 'template by name or key; default: the one of the kind')
    .requiredOption('--as <email>', asHelp)
    .action(
      (summaryId: string, options: { kind: FollowUpKind; template?: string; as: string }, command: Command) =>
        withCore(command, async ({ core, output, actorOf }) => {
          const { kind, template, as } = options;
          const drafted = await draftFollowUp(core, {
            actor: await actorOf(as),
            summaryId,
            kind,
            turnId: newId(),
            ...(template === undefined ? {} : { template }),
          });
          output.result(
            toDocument(drafted.followUp),
            () => `${drafted.followUp.id}\n${inWords(drafted.followUp)}`,
          );
        }),
    );
  followUp
    .command('list')
    .description('Follow-ups that a person may see, newest first')
    .option('--as <email>', readAsHelp)
    .action(({ as }: { as?: string }, command: Command) =>
      withCore(command, async ({ core, output, readerOf }) => {
        const all = await listFollowUps(core, await readerOf(as));
        output.result(all.map(toDocument), () =>
          all
            .map(({ id, kind, status, recipient }) => `${id}  ${kind}  ${status}  ${recipient.name}`)
            .join('\n'),
        );
      }),
    );
  followUp
    .command('show')
    .description('One at its newest version')
    .argument('<id>')
    .option('--as <email>', readAsHelp)
    .action((id: string, { as }: { as?: string }, command: Command) =>
      withCore(command, async ({ core, output, readerOf }) => {
        const { followUp: found } = await openFollowUp(core, await readerOf(as), id);
        output.result(toDocument(found), () => inWords(found));
      }),
    );
  followUp
    .command('refine')
    .description('Change it in plain words, such as “shorter” or “change the subject to …”')
    .argument('<id>')
    .argument('<text>')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, text: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        const result = await refineFollowUp(core, { actor, id, instruction: text, turnId: newId() });
        if (result.kind === 'ask') throw notChanged('CLI_008', result.question);
        if (result.kind === 'cannot') throw notChanged('CLI_009', result.reason);
        if (result.kind === 'invented')
          throw notChanged('CLI_009', 'The model wanted to say what nobody said.');
        output.result(toDocument(result.followUp), () => inWords(result.followUp));
      }),
    );
  followUp
    .command('schedule')
    .description('Have a mail sent at a moment by the workers, or move that moment')
    .argument('<id>')
    .requiredOption(
      '--at <moment>',
      'such as 2026-11-23T09:00+01:00, or words in the recipient’s zone: "tomorrow at 9"',
    )
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { at: text, as }: { at: string; as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        const { at, zone } = await momentOf(core, actor, id, text);
        const { followUp: scheduled } = await scheduleFollowUp(core, { actor, id, at, surface: 'cli' });
        output.result(toDocument(scheduled), () => `Goes out on ${formatForBoth(at, zone, actor.timezone)}.`);
      }),
    );
  followUp
    .command('send')
    .description('Send a mail now, in this process')
    .argument('<id>')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        await scheduleFollowUp(core, { actor, id, at: 'now', surface: 'cli' });
        const sent = await sendDue(core, actor.organizationId, id);
        output.result(toDocument(sent), () => inWords(sent));
        if (sent.status !== 'sent') process.exitCode = 1;
      }),
    );
  followUp
    .command('cancel')
    .description('See to it that it is not sent')
    .argument('<id>')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const cancelled = await cancelFollowUp(core, { actor: await actorOf(as), id, surface: 'cli' });
        output.result(toDocument(cancelled), () => 'It is not sent.');
      }),
    );
}

const notChanged = (code: 'CLI_008' | 'CLI_009', userMessage: string): AppError =>
  new AppError({ code, message: 'The follow-up was not changed.', userMessage });
