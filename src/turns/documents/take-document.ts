import type { DocumentLoads } from '../../coaching/knowledge/document-loads.ts';
import { guessScope } from '../../coaching/knowledge/guess-scope.ts';
import type { DocumentRepository } from '../../coaching/knowledge/ports.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import { failureView, sayView } from '../../messages/views/talk.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import { deterministicId } from '../../shared/ids.ts';
import { adminsOf } from '../admins-of.ts';
import type { Target } from '../chat-platform.ts';
import type { ContextOf } from '../turn-context.ts';
import type { FileRef } from '../turn.ts';
import type { DocumentPoster } from './document-poster.ts';

export interface TakeDocumentDeps {
  loads: Pick<DocumentLoads, 'upload'>;
  documents: Pick<DocumentRepository, 'find'>;
  users: Pick<UserRepository, 'list'>;
  poster: Pick<DocumentPoster, 'ask'>;
}

/** Uploads for the knowledge base, beside the transcripts that most uploads are. */
export interface DocumentTaker {
  /** Whether a file is a document before anybody looked into it. */
  isDocument(context: ContextOf<'message'>, file: FileRef): boolean;
  take(context: ContextOf<'message'>, file: FileRef): Promise<void>;
  /**
   * A file that turned out to be no transcript.
   * @returns false: not a document either, or not from somebody who may add one, so the transcript's reason is told
   */
  takeInstead(
    context: ContextOf<'message'>,
    file: FileRef,
    content: Uint8Array,
    reason: AppError,
  ): Promise<boolean>;
}

const endingOf = ({ name }: FileRef): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
/** Never transcripts that we read; a Word file may be one, as Teams and Meet export them. */
const documentEndings = new Set(['pdf', 'pptx', 'doc', 'ppt']);
/** With these words a Word file of an admin's is looked at as a transcript first, as everybody else's is. */
const saysTranscript = /transcript|meeting recording/i;
/** Text that may be either: an admin's is a document, others' may still be a transcript. */
const markupEndings = new Set(['md', 'markdown', 'html', 'htm']);
const transcriptEndings = new Set(['vtt', 'srt']);
/** The file is no transcript at all, as against one with a fault in it. */
const noTranscript = new Set(['TRANSCRIPT_001', 'TRANSCRIPT_005', 'TRANSCRIPT_008']);

export function createDocumentTaker(deps: TakeDocumentDeps): DocumentTaker {
  async function refuse(context: ContextOf<'message'>, file: FileRef): Promise<void> {
    const admins = escapeMarkdown(await adminsOf(deps.users, context.actor.organizationId));
    const text = words.documents.adminsOnly(escapeMarkdown(file.name), admins);
    await context.reply.sendPrivately(sayView('talk.admins-only', text), { name: `file-${file.id}` });
  }

  /** Documents are talked about in the direct message; undefined: there is none, and the person was told. */
  async function placeFor({ reply, audience, target }: ContextOf<'message'>): Promise<Target | undefined> {
    if (audience.kind === 'direct') return target;
    const direct = await reply.directTarget();
    const text = direct === undefined ? words.documents.cannotReachDirect : words.documents.movedToDirect;
    await reply.sendPrivately(sayView('talk.moved', text, words.audience.hereForYou), {
      name: 'document-moved',
    });
    return direct;
  }

  async function keep(context: ContextOf<'message'>, file: FileRef, content: Uint8Array): Promise<void> {
    const { actor, event, turn, platform } = context;
    const { organizationId, id: createdBy } = actor;
    const name = file.name.split(/[/\\]/).at(-1) ?? file.name;
    const found = await deps.documents.find(organizationId, name);
    const former = found?.name === name ? found : undefined;
    const document = await deps.loads.upload({
      // The same turn tried again keeps the same upload.
      id: deterministicId('document', event.id, file.id),
      organizationId,
      name,
      ...guessScope(turn.text, name, former),
      bytes: content,
      createdBy,
    });
    const target = await placeFor(context);
    if (target !== undefined) await deps.poster.ask(platform, target, document, former);
  }

  async function takeContent(
    context: ContextOf<'message'>,
    file: FileRef,
    contentOf: () => Promise<Uint8Array>,
  ): Promise<void> {
    const { actor, reply } = context;
    if (actor.role !== 'ADMIN') {
      await refuse(context, file);
      return;
    }
    try {
      await reply.progress(words.documents.reading);
      await keep(context, file, await contentOf());
    } catch (error) {
      // Not this file's fault, or worth another try: the whole turn is tried again, and what is done stays done.
      if (!(error instanceof AppError) || error.retry === 'later' || error.userMessage === undefined)
        throw error;
      const view = failureView(`**${escapeMarkdown(file.name)}** – ${error.userMessage}`);
      await reply.sendPrivately(view, { name: `file-${file.id}` });
    }
  }

  return {
    isDocument({ actor, turn }, file) {
      const ending = endingOf(file);
      if (ending === 'docx')
        return actor.role === 'ADMIN' && !saysTranscript.test(`${file.name} ${turn.text}`);
      return documentEndings.has(ending) || (actor.role === 'ADMIN' && markupEndings.has(ending));
    },
    take: (context, file) =>
      takeContent(context, file, () => context.platform.download(context.target, file)),
    async takeInstead(context, file, content, reason) {
      const ending = endingOf(file);
      if (!noTranscript.has(reason.code) || transcriptEndings.has(ending)) return false;
      if (context.actor.role !== 'ADMIN' && !markupEndings.has(ending)) return false;
      await takeContent(context, file, () => Promise.resolve(content));
      return true;
    },
  };
}
