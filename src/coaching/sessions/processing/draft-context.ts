import { TZDate } from '@date-fns/tz';
import { parseISO, subDays } from 'date-fns';
import { dayIn } from '../../people/day-in.ts';
import { AppError } from '../../../shared/errors.ts';
import type { QuickNoteRepository } from '../../notes/ports.ts';
import type { UserRepository } from '../../people/ports.ts';
import { maskPersonalData } from '../../records/mask-personal-data.ts';
import type { DraftRequest } from '../../summaries/ports.ts';
import type { TemplateSource } from '../../templates/ports.ts';
import type { Template } from '../../templates/template.ts';
import type { VoiceGuide, VoiceSource } from '../../voice/ports.ts';
import type { CoachingSession, SessionParticipant } from '../session.ts';

export interface DraftContextDeps {
  users: Pick<UserRepository, 'findById' | 'lineAbove'>;
  /** Undefined: summaries are drafted without notes. */
  notes?: Pick<QuickNoteRepository, 'listAbout'>;
  /** Undefined: the built-in layout. */
  templates?: TemplateSource;
  /** Undefined: in plain words. */
  voices?: VoiceSource;
}

export interface DraftContext {
  template?: Template;
  voice?: VoiceGuide;
  /** Plain sentences for the coach. */
  notices: readonly string[];
  notesAbout(participant: Pick<SessionParticipant, 'userId'>): Promise<NonNullable<DraftRequest['notes']>>;
}

/** Older ones say little about how things stand. */
const daysBack = 90;
const mostNotes = 10;
/** Read for them: some are not the coach's to see. */
const notesRead = 60;

/** What a coach's summaries are drafted with besides the transcript: asked for once a session, in the coach's name. */
export async function openDraftContext(
  deps: DraftContextDeps,
  session: CoachingSession,
): Promise<DraftContext> {
  const { organizationId, facilitatorId } = session;
  const notices: string[] = [];
  const template = await chooseTemplate(deps.templates, session, (notice) => notices.push(notice));
  const voice = await deps.voices?.guideOf(organizationId, facilitatorId);
  return {
    notices,
    ...(template === undefined ? {} : { template }),
    ...(voice === undefined ? {} : { voice }),
    notesAbout: ({ userId }) =>
      userId === undefined ? Promise.resolve([]) : findNotes(deps, session, userId),
  };
}

/** A template that is gone since it was chosen must not hold up the summaries: the default stands in, and that is said. */
async function chooseTemplate(
  templates: TemplateSource | undefined,
  { organizationId, facilitatorId, workshopType, template: wanted }: CoachingSession,
  onNotice: (notice: string) => void,
): Promise<Template | undefined> {
  const choice = {
    organizationId,
    coachId: facilitatorId,
    kind: 'summary' as const,
    ...(workshopType === undefined ? {} : { workshopType }),
  };
  if (templates === undefined || wanted === undefined) return templates?.choose(choice);
  try {
    return await templates.choose({ ...choice, wanted });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'TEMPLATE_001') throw error;
    const instead = await templates.choose(choice);
    onNotice(
      `The template that was chosen for this session is no longer there, so I used “${instead.name}”.`,
    );
    return instead;
  }
}

/**
 * Notes about a person from before the session that its coach wrote, or may see as the author's line; oldest first, without
 * numbers and addresses of customers. The coach's being an admin opens no note.
 */
async function findNotes(
  { notes, users }: DraftContextDeps,
  { organizationId, facilitatorId, date, scheduledAt }: CoachingSession,
  subjectId: string,
): Promise<NonNullable<DraftRequest['notes']>> {
  if (notes === undefined) return [];
  const timezone = (await users.findById(organizationId, facilitatorId))?.timezone ?? 'UTC';
  const day = parseISO(date);
  const before =
    scheduledAt ?? new Date(new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), timezone).getTime());
  const period = { from: subDays(before, daysBack), before };
  const found = await notes.listAbout(organizationId, subjectId, period, notesRead);
  const mayRead = new Map<string, boolean>([[facilitatorId, true]]);
  const visible: { date: string; text: string }[] = [];
  for (const { authorId, content, occurredAt } of found) {
    if (visible.length === mostNotes) break;
    const may =
      mayRead.get(authorId) ?? (await users.lineAbove(organizationId, authorId)).includes(facilitatorId);
    mayRead.set(authorId, may);
    if (!may) continue;
    const text = maskPersonalData(content);
    visible.push({ date: dayIn(occurredAt, timezone), text });
  }
  return visible.reverse();
}
