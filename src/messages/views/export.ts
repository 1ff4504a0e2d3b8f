import type { ExportCounts } from '../../coaching/exports/export-summaries.ts';
import { exportFormats, type ExportFormat } from '../../coaching/exports/summary-writer.ts';
import type { Form, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { exports: say } = words;

/** What to export: the fields of `readExportForm`. */
export const exportForm = (): Form => ({
  id: 'export.summaries',
  title: say.formTitle,
  fields: [
    {
      name: 'format',
      label: say.format,
      required: true,
      type: 'select',
      options: (['csv', 'markdown', 'json'] satisfies readonly ExportFormat[]).map((value) => ({
        value,
        label: say.formats[value],
      })),
      initial: 'csv',
    },
    { name: 'from', label: say.from, required: false, type: 'date' },
    { name: 'to', label: say.to, required: false, type: 'date' },
    {
      name: 'who',
      label: say.who,
      required: false,
      hint: say.whoHint,
      type: 'text',
      multiline: false,
      maxLength: 100,
    },
    {
      name: 'include',
      label: say.include,
      required: false,
      hint: say.includeHint,
      type: 'select',
      options: (['evidence', 'drafts', 'both'] as const).map((value) => ({
        value,
        label: say.includes[value],
      })),
    },
  ],
  submitLabel: say.formSubmit,
  context: '',
});

export const exportFormView = (form: Form): Message => ({
  view: 'export.form',
  summary: say.formTitle,
  blocks: [{ kind: 'form', form }],
  footer: say.orInWords,
});

/** What goes with the file. Its summary alone must say it: some platforms show no more. */
export function exportFileView({ sessions, summaries }: ExportCounts, format: ExportFormat): Message {
  const name = exportFormats.includes(format)
    ? { csv: 'CSV', markdown: 'Markdown', json: 'JSON' }[format]
    : format;
  const ready = say.ready(summaries, sessions, name);
  return {
    view: 'export.file',
    summary: ready,
    blocks: [{ kind: 'text', markdown: `${ready} ${say.careful}` }],
    footer: words.audience.direct,
  };
}
