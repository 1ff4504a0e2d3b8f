import type { ImportLog } from '../../../../src/coaching/imports/import.ts';
import type { Imports } from '../../../../src/coaching/imports/ports.ts';
import type { Message } from '../../../../src/messages/message.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import type { OutgoingFile } from '../../../../src/turns/chat-platform.ts';
import { createImportActions } from '../../../../src/turns/imports/import-actions.ts';
import type { ContextOf } from '../../../../src/turns/turn-context.ts';

const id = '7f4d9f1c-8f0a-4b9e-9d25-0d7c3a1b2c3d';
const noSuch = new AppError({
  code: 'IMPORT_010',
  message: 'none',
  userMessage: 'There is no such import among yours.',
});

function openScene(start: Partial<ImportLog> = {}, messageOfImport?: string) {
  const log: ImportLog = {
    ...{ id, organizationId: 'o', type: 'metrics', fileName: 'oct.csv', fileSize: 1, fileHash: 'h' },
    ...{ status: 'waiting', mapping: { columns: [], dates: 'iso' }, totalRows: 3, processedRows: 0 },
    ...{ successfulRows: 0, failedRows: 0, skippedRows: 0, rollbackAvailable: false },
    createdAt: new Date('2026-11-20T09:00:00Z'),
    ...start,
  };
  const did: string[] = [];
  const own = <T>(what: string, actorId: string, result: T): Promise<T> => {
    if (actorId !== 'owner') return Promise.reject(noSuch);
    did.push(what);
    return Promise.resolve(result);
  };
  // Safe cast: what the buttons use.
  const imports = {
    confirm: (actor: { id: string }) => own('confirm', actor.id, { ...log, status: 'validating' }),
    cancel: (actor: { id: string }) => own('cancel', actor.id, { ...log, status: 'cancelled' }),
    rollback: (actor: { id: string }) => own('rollback', actor.id, { ...log, status: 'rolled_back' }),
    show: (actor: { id: string }) => own('show', actor.id, { log, faults: [] }),
    errorFile: (actor: { id: string }) =>
      own('file', actor.id, { fileName: 'oct-problems.csv', content: 'a,Problem\n' }),
  } as unknown as Imports;
  const [said, replaced, posted, files]: [Message[], Message[], Message[], OutgoingFile[]] = [[], [], [], []];
  const others: string[] = [];
  const actions = createImportActions({
    imports,
    poster: {
      post: (_platform, _target, _log, message) => Promise.resolve(void posted.push(message)),
      show: (_log, message) => {
        if (messageOfImport !== undefined) replaced.push(message);
        return Promise.resolve(messageOfImport);
      },
      begin: () => Promise.resolve(void did.push('begin')),
      process: () => Promise.resolve(),
    },
    sendExport: ({ turn }) => Promise.resolve(void others.push(turn.value)),
  });
  const press = (action: keyof typeof actions, value: string, actorId = 'owner'): Promise<void> =>
    actions[action](
      // Safe cast: what the buttons look at.
      {
        actor: { id: actorId, timezone: 'UTC' },
        turn: { kind: 'action', value, messageId: 'pressed', place: { kind: 'direct' } },
        platform: {},
        reply: {
          sendPrivately: (message: Message) => Promise.resolve(void said.push(message)),
          replace: (_: string, message: Message) => Promise.resolve(void said.push(message)),
          sendFile: (file: OutgoingFile) => Promise.resolve(void files.push(file)),
          directTarget: () => Promise.resolve({}),
        },
      } as unknown as ContextOf<'action'>,
    );
  return { press, did, said, replaced, posted, files, others };
}
const viewsOf = (messages: readonly Message[]): string[] => messages.map(({ view }) => view);

it.each(['import.confirm', 'import.cancel', 'import.undo', 'import.errors', 'import.show'] as const)(
  '%s of somebody else’s import does nothing, and says no more than that there is none',
  async (action) => {
    const scene = openScene({ status: 'success', failedRows: 1, rollbackAvailable: true }, 'pressed');
    await scene.press(action, id, 'somebody');
    expect([scene.did, scene.files, scene.replaced]).toEqual([[], [], []]);
    expect(scene.said.map(({ blocks }) => blocks)).toEqual([
      [{ kind: 'text', markdown: noSuch.userMessage }],
    ]);
  },
);

it('the message of the import shows what became of a press, and no second one comes', async () => {
  const scene = openScene({}, 'pressed');
  await scene.press('import.confirm', id);
  expect(scene.did).toEqual(['confirm', 'begin']);
  await scene.press('import.cancel', id);
  expect(viewsOf(scene.replaced)).toEqual(['import.progress', 'import.left']);
  expect(scene.said).toEqual([]);
});

it('pressed under a list, both messages tell', async () => {
  const scene = openScene({ status: 'success', rollbackAvailable: true }, 'elsewhere');
  await scene.press('import.undo', id);
  expect([viewsOf(scene.replaced), viewsOf(scene.said)]).toEqual([['import.undone'], ['import.undone']]);
});

it('an import that came by the command line gets its message with the press', async () => {
  const scene = openScene();
  await scene.press('import.confirm', id);
  expect(viewsOf(scene.posted)).toEqual(['import.progress']);
  expect(scene.did).toContain('begin');
});

it('rows that were left out come as a file, which Teams asks for once more by its button', async () => {
  const scene = openScene({ status: 'partial_success', failedRows: 2 }, 'pressed');
  await scene.press('import.errors', id);
  const [file] = scene.files;
  expect(file).toMatchObject({ name: 'oct-problems.csv', mimeType: 'text/csv' });
  await scene.press('export.send', file?.again ?? '');
  expect(scene.files).toHaveLength(2);
  await scene.press('export.send', file?.again ?? '', 'somebody');
  expect(scene.files).toHaveLength(2);
  await scene.press('export.send', 'summaries');
  expect(scene.others).toEqual(['summaries']);
});

it('without such rows it says so', async () => {
  const scene = openScene({ status: 'success' }, 'pressed');
  await scene.press('import.errors', id);
  expect([scene.files, viewsOf(scene.said)]).toEqual([[], ['talk.import-no-faults']]);
});
