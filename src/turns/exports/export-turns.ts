import { dayIn } from '../../coaching/people/day-in.ts';
import { decodeExport, encodeExport } from '../../coaching/exports/export-code.ts';
import {
  exportSummaries,
  type ExportRequest,
  type ExportSummariesDeps,
} from '../../coaching/exports/export-summaries.ts';
import { readExportWords } from '../../coaching/exports/read-export-words.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import { exportFileView, exportForm, exportFormView } from '../../messages/views/export.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import { exportDeclined } from './export-declined.ts';
import { readExportForm } from './export-form.ts';

export interface ExportTurnDeps {
  summaryExport: ExportSummariesDeps;
  users: Pick<UserRepository, 'list'>;
  dates: DateReader;
}

export interface ExportTurns {
  /** `/export as CSV, with Priya in October`; without words a form. */
  command: Command;
  actions: Pick<ActionHandlers, 'export.form' | 'export.send'>;
  forms: Pick<FormHandlers, 'export.summaries'>;
  formQueries: FormQueries;
  /** "Export my summaries as CSV", said in plain words. */
  fromWords(context: ContextOf<'message'>): Promise<void>;
}

const { exports: say } = words;
/** What platforms take, and what fits in memory beside everything else. Bytes. */
const largestFile = 20 * 1024 * 1024;

/**
 * Files of summaries in chat: whoever asks gets what they may see, in their direct message, wherever they ask.
 */
export function createExportTurns(deps: ExportTurnDeps): ExportTurns {
  const fromText = async (context: TurnContext, text: string): Promise<void> => {
    const { actor } = context;
    const people = await deps.users.list(actor.organizationId);
    const today = dayIn(deps.summaryExport.clock.now(), actor.timezone);
    const { request, unclear } = readExportWords(text, { today, actor, people, dates: deps.dates });
    if (unclear !== undefined) {
      const candidates = unclear.candidates.map(({ name }) => name).join(', ');
      throw new AppError({
        code: 'EXPORT_007',
        message: 'several people have the name in an export',
        userMessage: say.whichPerson(candidates),
      });
    }
    await send(deps, context, request);
  };
  return {
    command: {
      usage: 'as CSV, with Priya in October',
      description: 'Summaries as a file, in your direct message',
      run: refusing(async (context) => {
        const text = context.turn.text.trim();
        if (text === '') await context.reply.sendPrivately(exportFormView(exportForm()));
        else await fromText(context, text);
      }),
    },
    actions: {
      // Where the platform did not open the form by itself.
      'export.form': refusing(async ({ reply }) => {
        await reply.sendPrivately(exportFormView(exportForm()));
      }),
      'export.send': refusing(async (context) => {
        const { turn, reply } = context;
        if (turn.value === exportDeclined) {
          await reply.sendPrivately(sayView('talk.export-declined', say.declined, words.audience.direct));
          return;
        }
        const request = decodeExport(turn.value);
        if (request === undefined) throw noExport();
        await send(deps, context, request);
      }),
    },
    forms: {
      'export.summaries': refusing(async (context) => {
        const people = await deps.users.list(context.actor.organizationId);
        const read = readExportForm(context.turn.values, people);
        if ('errors' in read) throw noExport(Object.values(read.errors).join(' '));
        await send(deps, context, read.request);
      }),
    },
    formQueries: {
      'export.summaries': {
        open: () => Promise.resolve(exportForm()),
        async validate(actor, _context, values) {
          const read = readExportForm(values, await deps.users.list(actor.organizationId));
          return 'errors' in read ? read.errors : {};
        },
      },
    },
    fromWords: refusing((context) => fromText(context, context.turn.text)),
  };
}

async function send(deps: ExportTurnDeps, context: TurnContext, request: ExportRequest): Promise<void> {
  const { actor, turn, reply } = context;
  await reply.progress(say.working);
  const made = exportSummaries(deps.summaryExport, { ...request, actor, surface: turn.platform });
  const content = await collect(made.chunks);
  const counts = made.counts();
  if (counts.summaries === 0) {
    await reply.sendPrivately(sayView('talk.export-nothing', say.nothing, words.audience.direct));
    return;
  }
  const again = encodeExport(request);
  await reply.sendFile({
    name: made.fileName,
    mimeType: made.mimeType,
    content,
    message: exportFileView(counts, request.format),
    ...(again === undefined ? {} : { again }),
  });
  if (turn.place.kind !== 'direct') {
    await reply.sendPrivately(sayView('talk.export-in-direct', say.inDirect));
  }
}

/** @throws AppError EXPORT_004 when it is more than platforms take */
async function collect(chunks: AsyncIterable<string>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const piece = Buffer.from(chunk, 'utf8');
    size += piece.length;
    if (size > largestFile) {
      throw new AppError({
        code: 'EXPORT_004',
        message: 'an export is larger than a chat takes',
        userMessage: say.tooLarge,
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const noExport = (reason: string = words.outOfDate): AppError =>
  new AppError({
    code: 'EXPORT_007',
    message: 'a form or button that names no export',
    userMessage: reason,
  });
