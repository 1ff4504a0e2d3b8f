import type { ImportLog } from '../../coaching/imports/import.ts';
import type { Imports } from '../../coaching/imports/ports.ts';
import type { Message } from '../../messages/message.ts';
import { importErrorsView, importPreviewView, importStateView } from '../../messages/views/imports.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import { oneId, partsOf } from '../sessions/summary-press.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf } from '../turn-context.ts';
import type { ImportPoster } from './import-poster.ts';

const say = words.imports;

export interface ImportActionDeps {
  imports: Imports;
  poster: ImportPoster;
  /** What `export.send` does with every other value. */
  sendExport: ActionHandlers['export.send'];
}

type Pressed = ContextOf<'action'>;

/** Of an `export.send` button: makes the file of an import anew. Teams asks a person before it takes one. */
const fileOf = (importId: string): string => `import-errors:${importId}`;
const fileValue = /^import-errors:([0-9a-f-]{36})$/;
/** What platforms take. Bytes. */
const largestFile = 20 * 1024 * 1024;

const fileTooLarge = (): AppError =>
  new AppError({
    code: 'IMPORT_080',
    message: 'the file of rows that were left out is larger than a chat takes',
    userMessage:
      'The rows that were left out make a file larger than 20 MB. On the server `npx threadcoach import errors` writes it.',
  });

/** An import as it stands: what waits is shown with its buttons. */
export async function viewOf(
  imports: Pick<Imports, 'show' | 'preview'>,
  actor: Pressed['actor'],
  importId: string,
): Promise<{ log: ImportLog; view: Message }> {
  const { log, faults } = await imports.show(actor, importId);
  if (log.status !== 'waiting') return { log, view: importStateView(log, faults) };
  return { log, view: importPreviewView(await imports.preview(actor, importId), actor.timezone) };
}

/**
 * Buttons under imports. Who may press is asked of the import each time; pressed twice or late they say how it stands.
 */
export function createImportActions({ imports, poster, sendExport }: ImportActionDeps) {
  /** The import's own message, and the one with the button, where that is another. */
  async function showBoth(context: Pressed, log: ImportLog, view: Message): Promise<void> {
    const shownAt = await poster.show(log, view);
    if (shownAt !== context.turn.messageId) await sayToActor(context, view);
  }
  const idOf = ({ turn }: Pressed): string => partsOf(turn.value, oneId)[0] ?? '';
  /** Does it, and shows how the import stands then; where it can no longer be done, that alone. */
  const doing = (act: (context: Pressed, importId: string) => Promise<ImportLog>) =>
    refusing(async (context: Pressed) => {
      const importId = idOf(context);
      const log = await act(context, importId);
      const { faults } = await imports.show(context.actor, importId);
      await showBoth(context, log, importStateView(log, faults));
    });

  async function confirm(context: Pressed): Promise<void> {
    const { actor, platform, reply } = context;
    const log = await imports.confirm(actor, idOf(context));
    const view = importStateView(log);
    const shownAt = await poster.show(log, view);
    const direct = shownAt === undefined ? await reply.directTarget() : undefined;
    // Made on the command line: from here on it has a message, which tells how it goes.
    if (direct !== undefined) await poster.post(platform, direct, log, view);
    if (shownAt !== context.turn.messageId)
      await sayToActor(context, sayView('talk.import-goes-on', say.goesOn, words.audience.direct));
    await poster.begin(log);
  }

  async function sendErrors(context: Pressed, importId: string): Promise<void> {
    const { actor, reply, turn } = context;
    const { log } = await imports.show(actor, importId);
    if (log.failedRows === 0) {
      await reply.sendPrivately(sayView('talk.import-no-faults', say.noFaults, words.audience.direct));
      return;
    }
    const { fileName, content } = await imports.errorFile(actor, importId);
    const bytes = Buffer.from(content, 'utf8');
    if (bytes.length > largestFile) throw fileTooLarge();
    await reply.sendFile({
      name: fileName,
      mimeType: 'text/csv',
      content: bytes,
      message: importErrorsView(log.failedRows),
      again: fileOf(importId),
    });
    if (turn.place.kind !== 'direct')
      await reply.sendPrivately(sayView('talk.import-in-direct', words.exports.inDirect));
  }

  return {
    'import.confirm': refusing(confirm),
    'import.cancel': doing(({ actor }, importId) => imports.cancel(actor, importId)),
    'import.undo': doing(({ actor }, importId) => imports.rollback(actor, importId)),
    'import.errors': refusing((context: Pressed) => sendErrors(context, idOf(context))),
    'import.show': refusing(async (context: Pressed) => {
      const { view } = await viewOf(imports, context.actor, idOf(context));
      await context.reply.sendPrivately(view);
    }),
    'export.send': async (context: Pressed) => {
      const importId = fileValue.exec(context.turn.value)?.[1];
      if (importId === undefined) return sendExport(context);
      return refusing((same: Pressed) => sendErrors(same, importId))(context);
    },
  } satisfies Partial<ActionHandlers>;
}
