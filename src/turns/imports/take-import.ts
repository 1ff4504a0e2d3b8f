import { mayImportAny } from '../../coaching/imports/deps.ts';
import type { ImportType } from '../../coaching/imports/import.ts';
import type { Imports } from '../../coaching/imports/ports.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { importPreviewView } from '../../messages/views/imports.ts';
import { failureView, sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import { deterministicId } from '../../shared/ids.ts';
import { adminsOf } from '../admins-of.ts';
import type { Target } from '../chat-platform.ts';
import type { ContextOf } from '../turn-context.ts';
import type { FileRef } from '../turn.ts';
import type { ImportPoster } from './import-poster.ts';

const say = words.imports;

export interface TakeImportDeps {
  imports: Pick<Imports, 'prepare'>;
  poster: Pick<ImportPoster, 'post'>;
  users: Pick<UserRepository, 'list'>;
}

/** Tables among the files that people upload: figures, people, profiles, past coaching. */
export interface ImportTaker {
  /** Whether a file is a table before anybody looked into it. */
  isTable(context: ContextOf<'message'>, file: FileRef): boolean;
  /** @returns false: looked into, it is a transcript, and nothing was said */
  take(context: ContextOf<'message'>, file: FileRef): Promise<boolean>;
}

const workbooks = new Set(['xlsx', 'xlsm', 'xls', 'ods']);
const textTables = new Set(['csv', 'tsv']);
const endingOf = ({ name }: FileRef): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** What platforms hand over. Bytes. */
const largestFile = 20 * 1024 * 1024;

const kinds: readonly (readonly [ImportType, RegExp])[] = [
  ['profiles', /\bprofiles?\b/i],
  ['users', /\b(?:people|users?|employees|staff|colleagues|roster)\b/i],
  ['metrics', /\b(?:metrics?|figures|scores|kpis?|performance data)\b/i],
  ['history', /\b(?:history|past (?:coaching|sessions)|old sessions)\b/i],
];

/** What the words beside a file say that it holds; undefined: nothing, or several things. */
export function kindIn(text: string): ImportType | undefined {
  const named = kinds.filter(([, pattern]) => pattern.test(text)).map(([type]) => type);
  return named.length === 1 ? named[0] : undefined;
}

/** So much of a file tells a transcript from a table. Bytes. */
const lookedAt = 4_096;
/** Timings of cues, or columns of a conversation: what was said is no table of figures. */
const transcript =
  /^\uFEFF?WEBVTT|\d:\d{2}[.,]\d+\s*-->|^\uFEFF?[^\n]*\b(?:speaker|said by)\b[^\n]*\b(?:text|transcript|utterance|said|sentence|words)\b/i;

export const looksLikeTranscript = (content: Uint8Array): boolean =>
  transcript.test(new TextDecoder().decode(content.subarray(0, lookedAt)));

/** Previews are for the one who imports; undefined: there is no direct message, and the person was told. */
async function placeFor({ reply, audience, target }: ContextOf<'message'>): Promise<Target | undefined> {
  if (audience.kind === 'direct') return target;
  const direct = await reply.directTarget();
  const text = direct === undefined ? say.cannotReachDirect : say.movedToDirect;
  await reply.sendPrivately(sayView('talk.moved', text, words.audience.hereForYou), { name: 'import-moved' });
  return direct;
}

export function createImportTaker(deps: TakeImportDeps): ImportTaker {
  async function preview(context: ContextOf<'message'>, file: FileRef, content: Uint8Array): Promise<void> {
    const { actor, event, turn, platform } = context;
    const target = await placeFor(context);
    if (target === undefined) return;
    const type = kindIn(turn.text);
    const prepared = await deps.imports.prepare(actor, {
      source: { fileName: file.name.split(/[/\\]/).at(-1) ?? file.name, content },
      // The same turn tried again prepares the same import.
      turnId: deterministicId('import', event.id, file.id),
      conversationKey: target.place.key,
      ...(type === undefined ? {} : { type }),
    });
    await deps.poster.post(platform, target, prepared.log, importPreviewView(prepared, actor.timezone));
  }

  return {
    isTable({ actor, turn }, file) {
      const ending = endingOf(file);
      if (workbooks.has(ending)) return true;
      // Of others a text may still be a transcript; what it is not, the transcript's reader says.
      return textTables.has(ending) && mayImportAny(actor) && !/\btranscript\b/i.test(turn.text);
    },
    async take(context, file) {
      const { actor, reply, platform, target } = context;
      if (!mayImportAny(actor)) {
        const admins = escapeMarkdown(await adminsOf(deps.users, actor.organizationId));
        await reply.sendPrivately(sayView('talk.import-not-you', say.notYou(admins)), {
          name: `file-${file.id}`,
        });
        return true;
      }
      try {
        if ((file.size ?? 0) > largestFile) {
          await reply.sendPrivately(failureView(say.tooLarge(escapeMarkdown(file.name))), {
            name: `file-${file.id}`,
          });
          return true;
        }
        await reply.progress(say.reading);
        const content = await platform.download(target, file);
        if (textTables.has(endingOf(file)) && looksLikeTranscript(content)) return false;
        await preview(context, file, content);
      } catch (error) {
        // Not this file's fault, or worth another try: the whole turn is tried again, and what is done stays done.
        if (!(error instanceof AppError) || error.retry === 'later' || error.userMessage === undefined)
          throw error;
        const view = failureView(`**${escapeMarkdown(file.name)}** – ${error.userMessage}`);
        await reply.sendPrivately(view, { name: `file-${file.id}` });
      }
      return true;
    },
  };
}
