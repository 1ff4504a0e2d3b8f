import { dayIn } from '../../coaching/people/day-in.ts';
import { audienceMaySeeSession } from '../../coaching/sessions/can-see-session.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import { receiveTranscript, type ReceiveTranscriptDeps } from '../../coaching/sessions/receive-transcript.ts';
import { readSessionWords } from '../../coaching/sessions/session-words.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { TemplateSource } from '../../coaching/templates/ports.ts';
import { sessionTemplate } from '../../coaching/templates/session-template.ts';
import {
  templateWords,
  workshopTypeIn,
  type TemplateWords,
} from '../../coaching/templates/template-words.ts';
import { audienceLine } from '../../messages/views/audience-line.ts';
import { knownFileView } from '../../messages/views/session-upload.ts';
import { failureView, sayView } from '../../messages/views/talk.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { words } from '../../messages/words/en.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Target } from '../chat-platform.ts';
import type { DocumentTaker } from '../documents/take-document.ts';
import type { ImportTaker } from '../imports/take-import.ts';
import { labelOf } from '../place.ts';
import type { ContextOf } from '../turn-context.ts';
import type { FileRef } from '../turn.ts';
import type { SessionPoster } from './post-session.ts';
import type { SpeakerQuestions } from './speaker-questions.ts';

export interface TakeFilesDeps extends ReceiveTranscriptDeps {
  users: UserRepository;
  dates: DateReader;
  poster: SessionPoster;
  questions: SpeakerQuestions;
  clock: Clock;
  /** Takes the files that are documents for the knowledge base. */
  documents?: DocumentTaker;
  /** Takes the files that are tables to be imported. */
  imports?: ImportTaker;
  /** Finds the template that the words beside an upload name. Default: none is found in them. */
  templates?: TemplateSource;
}

/** Said with a file that was uploaded before, on purpose. */
const asNew =
  /[\s,;–-]*\b(?:as|for)\s+(?:a\s+|another\s+)?(?:(?:new|separate|second|different)\s+)?session\b[.!]?/i;

/** More than this at once is more likely a slip than a wish. */
const filesAtOnce = 5;

/**
 * Transcripts uploaded with a word about the session. Where not everyone present may read the session, it goes to the
 * direct message. A file that cannot be read is answered with the reason; the others go on.
 */
export async function takeFiles(deps: TakeFilesDeps, context: ContextOf<'message'>): Promise<void> {
  const { turn, reply, audience } = context;
  if (turn.files.length > filesAtOnce) {
    const text = `Please upload up to ${filesAtOnce} transcripts at a time; that was ${turn.files.length}.`;
    await reply.send(sayView('talk.too-many-files', text, audienceLine(audience)));
    return;
  }
  const isDocument = (file: FileRef): boolean => deps.documents?.isDocument(context, file) === true;
  for (const file of turn.files.filter(isDocument)) await deps.documents?.take(context, file);
  const tables = new Set<FileRef>();
  for (const file of turn.files)
    if (deps.imports?.isTable(context, file) === true && (await deps.imports.take(context, file)))
      tables.add(file);
  const transcripts = turn.files.filter((file) => !isDocument(file) && !tables.has(file));
  if (transcripts.length === 0) return;
  const target = await placeFor(deps, context);
  if (target === undefined) return;
  await reply.progress(words.progress.transcript);
  for (const file of transcripts) await takeFile(deps, context, file, target);
}

/** Where the session may be shown; undefined: nowhere, and the person was told why. */
async function placeFor(deps: TakeFilesDeps, context: ContextOf<'message'>): Promise<Target | undefined> {
  const { actor, audience, reply, target } = context;
  const session = { organizationId: actor.organizationId, facilitatorId: actor.id };
  if (await audienceMaySeeSession(deps, audience, session)) return target;
  const what = 'this session';
  const label = audience.kind === 'shared' ? audience.label : labelOf(target.place);
  const direct = await reply.directTarget();
  const text = direct === undefined ? words.cannotReachDirect(what) : words.movedToDirect(what, label);
  await reply.sendPrivately(sayView('talk.moved', text, words.audience.hereForYou), { name: 'moved' });
  return direct;
}

async function takeFile(
  deps: TakeFilesDeps,
  context: ContextOf<'message'>,
  file: FileRef,
  target: Target,
): Promise<void> {
  const { turn, actor, reply, platform, event } = context;
  let content: Uint8Array | undefined;
  try {
    const named: TemplateWords =
      deps.templates === undefined ? { rest: turn.text } : templateWords(turn.text);
    const written =
      deps.templates === undefined
        ? {}
        : await sessionTemplate(deps.templates, actor, {
            wanted: named.wanted,
            workshopType: workshopTypeIn(named.rest),
          });
    content = await platform.download(context.target, file);
    const today = dayIn(new Date(turn.at), actor.timezone);
    const again = asNew.test(named.rest);
    const said = named.rest.replace(asNew, ' ');
    const about = readSessionWords(said, { today, fileName: file.name, dates: deps.dates });
    const received = await receiveTranscript(deps, {
      actor,
      ...about,
      ...written,
      fileName: file.name,
      content,
      uploadKey: `${event.id}:${file.id}`,
      at: new Date(turn.at),
      isDateSaid: deps.dates.read(said, today, 'past') !== undefined,
      again,
    });
    const { session } = received;
    if (received.kind === 'known') {
      // Whose session it is is shown to the uploader alone.
      await reply.sendPrivately(knownFileView(session), { name: `known-${file.id}` });
      return;
    }
    await deps.poster.announce(platform, target, actor.organizationId, session.id);
    if (received.isPlanned) {
      const text = words.uploads.planned(escapeMarkdown(session.title));
      await reply.sendPrivately(sayView('talk.planned', text, words.audience.direct), {
        name: `planned-${file.id}`,
      });
    }
    if (received.choices.length > 0) await deps.questions.askPlan(session, received.choices, actor.timezone);
    await deps.questions.ask(session);
  } catch (error) {
    // Not this file's fault, or worth another try: the whole turn is tried again, and what is done stays done.
    if (!(error instanceof AppError) || error.retry === 'later' || error.userMessage === undefined)
      throw error;
    const isTaken =
      content !== undefined && (await deps.documents?.takeInstead(context, file, content, error)) === true;
    if (isTaken) return;
    const view = failureView(`**${file.name.replaceAll(/[*_`[\]]/g, ' ')}** – ${error.userMessage}`);
    await reply.sendPrivately(view, { name: `file-${file.id}` });
  }
}
