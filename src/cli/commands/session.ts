import { TZDate } from '@date-fns/tz';
import { type Command, Option } from 'commander';
import { format } from 'date-fns';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { contentHashOf } from '../../coaching/sessions/add-session.ts';
import { receiveTranscript } from '../../coaching/sessions/receive-transcript.ts';
import { canSeeSession } from '../../coaching/sessions/can-see-session.ts';
import { createTranscriptFinder } from '../../coaching/sessions/find-in-transcript.ts';
import { sessionNotFound } from '../../coaching/sessions/session-errors.ts';
import { sessionTypes, type CoachingSession, type SessionType } from '../../coaching/sessions/session.ts';
import { sessionTemplate } from '../../coaching/templates/session-template.ts';
import { formatLine, formatTime, sectionTitles } from '../../coaching/summaries/format-line.ts';
import { summarySections, type Summary } from '../../coaching/summaries/summary.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { AppError } from '../../shared/errors.ts';
import { withCore, type CliContext } from '../context.ts';
import { calendarDay, positiveInteger, readAsHelp } from './options.ts';
import { addSimilarSessions } from './records.ts';
import { addSessionList } from './session-list.ts';
import { processWithProgress } from './session-processing.ts';
import { addSessionPlans } from './session-plans.ts';
import { newId } from '../../shared/ids.ts';

/** A summary as the command line prints it. */
export const toSummaryDocument = ({ id, participant, lines }: Summary) => ({
  id,
  participant,
  lines: lines.map(({ id: lineId, section, text, owner, due, evidence }) => ({
    id: lineId,
    section,
    text,
    ...(owner === undefined ? {} : { owner }),
    ...(due === undefined ? {} : { due }),
    evidence: evidence.map(({ segment, speaker, startMs, quote }) => ({ segment, speaker, startMs, quote })),
  })),
});

export function summaryInWords(summary: Summary): string {
  const sections = summarySections.flatMap((section) => {
    const lines = summary.lines.filter((line) => line.section === section);
    return lines.length === 0
      ? []
      : [
          `  ${sectionTitles[section]}`,
          ...lines.flatMap((line) => [
            `    - ${formatLine(line)}`,
            ...line.evidence.map(
              ({ quote, speaker, startMs }) => `        “${quote}” (${speaker}, ${formatTime(startMs)})`,
            ),
          ]),
        ];
  });
  return [
    `${summary.participant} (${summary.state}, version ${summary.version}) ${summary.id}`,
    ...sections,
  ].join('\n');
}

interface AddOptions {
  coach: string;
  date?: string;
  type: SessionType;
  title?: string;
  session?: string;
  again?: boolean;
  template?: string;
  workshop?: string;
}

function add(file: string, options: AddOptions, command: Command): Promise<void> {
  return withCore(command, async ({ core, output, organizationId, actorOf }) => {
    const actor = await actorOf(options.coach);
    const content = await readFile(file);
    // The coach's day: what "by Friday" counts from.
    const date = options.date ?? format(TZDate.tz(actor.timezone), 'yyyy-MM-dd');
    const written = await sessionTemplate(core.templates, actor, {
      wanted: options.template,
      workshopType: options.workshop,
    });
    const hash = contentHashOf(content);
    const received = await receiveTranscript(core, {
      actor,
      type: options.type,
      date,
      title: options.title ?? basename(file),
      fileName: basename(file),
      content,
      ...written,
      // The same file for the same coach and day is the same session.
      uploadKey: `cli:${actor.id}:${date}:${hash}${options.again === true ? `:${newId()}` : ''}`,
      at: new Date(),
      isDateSaid: options.date !== undefined,
      ...(options.again === undefined ? {} : { again: options.again }),
      ...(options.session === undefined ? {} : { plannedId: options.session }),
    });
    const { session } = received;
    const already = received.kind === 'known' ? { already: true } : {};
    const { summaries } = await processWithProgress(
      { core, output },
      { organizationId, sessionId: session.id },
    );
    await core.audit.record({
      organizationId,
      actorId: actor.id,
      action: 'session.add',
      subjectType: 'coaching_session',
      subjectId: session.id,
      surface: 'cli',
    });
    output.result({ id: session.id, summaries: summaries.map(toSummaryDocument), ...already }, () =>
      [
        received.kind === 'known'
          ? `This file is session ${session.id} already (${session.title}, ${session.date}). Add --again to make another one of it.`
          : `Session ${session.id}${received.isPlanned ? `, as planned: ${session.title}` : ''}`,
        ...summaries.map(summaryInWords),
      ].join('\n\n'),
    );
  });
}

/** @throws AppError SESSION_001 for a session that does not exist or is not theirs to see */
async function openSession(
  { core, organizationId }: CliContext,
  actor: Actor,
  id: string,
): Promise<CoachingSession> {
  const session = await core.sessions.find(organizationId, id);
  if (session === undefined || !(await canSeeSession(core, actor, session))) throw sessionNotFound();
  return session;
}

interface FindOptions {
  k: number;
  queries?: string;
  as?: string;
}

function find(id: string, text: string | undefined, options: FindOptions, command: Command): Promise<void> {
  return withCore(command, async (context) => {
    const { core, output, organizationId, readerOf } = context;
    const session = await openSession(context, await readerOf(options.as), id);
    const segments = await core.sessions.segments(organizationId, session.id);
    const finder = createTranscriptFinder(segments);
    const hits = (query: string) => finder.find(query, options.k);
    if (options.queries !== undefined) {
      const lines = (await readFile(options.queries, 'utf8'))
        .split('\n')
        .filter((line) => line.trim() !== '');
      const lists = lines.map((line) => hits((JSON.parse(line) as { query: string }).query));
      output.result(lists, () => lists.map((list, index) => `${index + 1}: ${list.length} found`).join('\n'));
      return;
    }
    if (text === undefined) {
      throw new AppError({
        code: 'CLI_005',
        message: 'Nothing to search for.',
        userMessage: 'Give a text to search for, or a file with --queries.',
      });
    }
    const found = hits(text);
    output.result(found, () =>
      found.length === 0
        ? 'Nothing like that was said.'
        : found
            .map(({ speaker, startMs, quote }) => `${formatTime(startMs)} ${speaker}: ${quote}`)
            .join('\n'),
    );
  });
}

export function addSessionCommands(program: Command): void {
  const session = program.command('session').description('Coaching sessions and their transcripts');
  session
    .command('add')
    .description('Read a transcript and draft a summary for each participant')
    .argument('<file>', 'VTT, SRT, TXT or DOCX as meeting tools export them, or “Name: what they said”')
    .requiredOption('--coach <email>', 'who led the session')
    .option('--date <day>', 'day of the session, YYYY-MM-DD; default: today', calendarDay)
    .addOption(new Option('--type <type>', 'kind of session').choices(sessionTypes).default('INDIVIDUAL'))
    .option('--title <words>', 'default: the file’s name')
    .option(
      '--session <id>',
      'the planned session that it is; default: the one of that day without a transcript',
    )
    .option('--again', 'take a file that was added before as another session')
    .option('--template <name>', 'name or key of a summary template; default: the coach’s default')
    .option('--workshop <type>', 'kind of workshop, such as strengths; chooses the template')
    .action(add);
  addSessionPlans(session);
  addSessionList(session);
  session
    .command('show')
    .description('A session with its summaries')
    .argument('<id>')
    .option('--as <email>', readAsHelp)
    .action((id: string, { as }: { as?: string }, command: Command) =>
      withCore(command, async (context) => {
        const { core, output, organizationId } = context;
        const found = await openSession(context, await context.readerOf(as), id);
        const summaries = await core.summaries.listBySession(organizationId, found.id);
        output.result(
          {
            id: found.id,
            title: found.title,
            date: found.date,
            type: found.type,
            summaries: summaries.map(toSummaryDocument),
          },
          () => [`${found.title}, ${found.date}`, ...summaries.map(summaryInWords)].join('\n\n'),
        );
      }),
    );
  session
    .command('find')
    .description('Where was that said?')
    .argument('<id>')
    .argument('[text]')
    .option('-k <n>', 'places at most', positiveInteger, 5)
    .option('--queries <file>', 'JSONL with {query}: one result list per line, in order')
    .option('--as <email>', readAsHelp)
    .action(find);
  addSimilarSessions(session);
}
