import { importTypes, type ImportLog, type ImportPreview } from '../../coaching/imports/import.ts';
import { typesFor } from '../../coaching/imports/deps.ts';
import type { Imports } from '../../coaching/imports/ports.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { Form } from '../../messages/message.ts';
import {
  doubledColumns,
  importColumnsForm,
  importKindForm,
  mappingFrom,
} from '../../messages/views/import-forms.ts';
import { importPreviewView } from '../../messages/views/imports.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import { partsOf } from '../sessions/summary-press.ts';
import type { ContextOf } from '../turn-context.ts';
import type { ImportPoster } from './import-poster.ts';

export interface ImportFormDeps {
  imports: Imports;
  poster: ImportPoster;
}

type ImportFormId = 'import.columns' | 'import.kind';

const pageOf = /^([0-9a-f-]{36})(?::(\d{1,3}))?$/;

const noKind = (): AppError =>
  new AppError({
    code: 'IMPORT_081',
    message: 'a form that names no kind of import',
    userMessage: words.outOfDate,
  });

/** Which column holds what, and what the file is: asked for under a preview, which then shows what that would do. */
export function createImportForms({ imports, poster }: ImportFormDeps): {
  actions: Pick<ActionHandlers, ImportFormId>;
  forms: Pick<FormHandlers, ImportFormId>;
  queries: FormQueries;
} {
  const open: Record<ImportFormId, (actor: Actor, context: string) => Promise<Form>> = {
    'import.columns': async (actor, context) => {
      const [importId = '', page = ''] = partsOf(context, pageOf);
      return importColumnsForm(await imports.columns(actor, importId), Number(page || 0));
    },
    'import.kind': async (actor, context) => {
      const [importId = ''] = partsOf(context, pageOf);
      return importKindForm(await imports.columns(actor, importId), typesFor(actor));
    },
  };
  /** Where the platform did not open the form by itself. */
  const sending = (form: ImportFormId) =>
    refusing(async ({ actor, reply, turn }: ContextOf<'action'>) => {
      const made = await open[form](actor, turn.value);
      await reply.sendPrivately({
        view: 'import.form',
        summary: made.title,
        blocks: [{ kind: 'form', form: made }],
        footer: words.audience.direct,
      });
    });
  /** The preview in place of the one before; where that is gone, or was another's, anew. */
  async function show({ actor, reply }: ContextOf<'form'>, preview: ImportPreview): Promise<void> {
    const log: ImportLog = preview.log;
    const view = importPreviewView(preview, actor.timezone);
    if ((await poster.show(log, view)) === undefined) await reply.sendPrivately(view);
  }
  return {
    actions: { 'import.columns': sending('import.columns'), 'import.kind': sending('import.kind') },
    forms: {
      'import.columns': refusing(async (context: ContextOf<'form'>) => {
        const { actor, turn } = context;
        const [importId = ''] = partsOf(turn.context, pageOf);
        const { log, header } = await imports.columns(actor, importId);
        const mapping = mappingFrom(log, header, turn.values);
        await show(context, await imports.remap(actor, importId, { mapping }));
      }),
      'import.kind': refusing(async (context: ContextOf<'form'>) => {
        const { actor, turn } = context;
        const [importId = ''] = partsOf(turn.context, pageOf);
        const type = importTypes.find((one) => one === turn.values['type']);
        if (type === undefined) throw noKind();
        await show(context, await imports.remap(actor, importId, { type }));
      }),
    },
    queries: {
      'import.columns': {
        open: open['import.columns'],
        async validate(actor, context, values) {
          const [importId = ''] = partsOf(context, pageOf);
          const { log, header } = await imports.columns(actor, importId);
          const all = doubledColumns(mappingFrom(log, header, values));
          // A column of another page cannot be marked here: the first of this one that holds the same is.
          const own = Object.entries(all).filter(([name]) => name in values);
          if (own.length > 0 || Object.keys(all).length === 0) return Object.fromEntries(own);
          const first = Object.keys(values).find((name) => name.startsWith('column-'));
          return first === undefined ? {} : { [first]: words.imports.form.twice };
        },
      },
      'import.kind': {
        open: open['import.kind'],
        validate: (actor, _context, values) =>
          Promise.resolve<Record<string, string>>(
            typesFor(actor).some((type) => type === values['type']) ? {} : { type: words.documents.choose },
          ),
      },
    },
  };
}
