import { type Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { checkTemplate, type TemplateInput } from '../../coaching/templates/check-template.ts';
import { setDefaultTemplate } from '../../coaching/templates/default-template.ts';
import { findTemplate, readerOf } from '../../coaching/templates/find-template.ts';
import { listTemplates } from '../../coaching/templates/list-templates.ts';
import { previewTemplate } from '../../coaching/templates/preview-template.ts';
import { retireTemplate } from '../../coaching/templates/retire-template.ts';
import { saveTemplate } from '../../coaching/templates/save-template.ts';
import { templateFaulty } from '../../coaching/templates/template-errors.ts';
import { templateVariables } from '../../coaching/templates/template-variables.ts';
import { templateKinds, type Template, type TemplateKind } from '../../coaching/templates/template.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { newId } from '../../shared/ids.ts';
import { withCore, type CliContext } from '../context.ts';
import { table } from '../output.ts';
import { asHelp, positiveInteger } from './options.ts';

const surface = 'cli';

interface AsOptions {
  as: string;
  kind?: TemplateKind;
}

interface SaveOptions extends AsOptions {
  workshop?: string;
  subject?: string;
  text?: string;
  file?: string;
  name?: string;
  expected?: number;
  forOrganization?: boolean;
  preview?: boolean;
}

const toDocument = ({ key, kind, name, workshopType, owner, isDefault, version, retiredAt }: Template) => ({
  key,
  kind,
  name,
  ...(workshopType === undefined ? {} : { workshopType }),
  owner: owner.kind,
  isDefault,
  version,
  retired: retiredAt !== undefined,
});

const toWholeDocument = (template: Template) => {
  const { subject, content, variables } = template;
  return { ...toDocument(template), ...(subject === undefined ? {} : { subject }), content, variables };
};

/** By key, or by name in any case. @throws AppError TEMPLATE_001, TEMPLATE_007 */
const wanted = (
  { core }: CliContext,
  actor: Actor,
  template: string,
  kind?: TemplateKind,
): Promise<Template> => findTemplate(core, readerOf(actor), template, kind);

const kindOption = () => new Option('--kind <kind>', 'what it is for').choices(templateKinds);
const variablesHelp = `\nVariables:\n${Object.entries(templateVariables)
  .map(([name, { meaning }]) => `  {{${name}}}  ${meaning}`)
  .join('\n')}\n  {{#name}}…{{/name}}  stands only where there is something\n`;

async function inputOf(name: string, options: SaveOptions, before?: Template): Promise<TemplateInput> {
  const written = options.file === undefined ? options.text : await readFile(options.file, 'utf8');
  return {
    kind: options.kind ?? before?.kind ?? 'summary',
    name: options.name ?? before?.name ?? name,
    workshopType: options.workshop ?? before?.workshopType ?? '',
    subject: options.subject ?? before?.subject ?? '',
    content: written ?? before?.content ?? '',
  };
}

function save(name: string, options: SaveOptions, command: Command): Promise<void> {
  return withCore(command, async ({ core, output, actorOf }) => {
    const actor = await actorOf(options.as);
    const { forOrganization = false } = options;
    const usable = await listTemplates(core, actor, options.kind === undefined ? {} : { kind: options.kind });
    const isNamed = ({ key, name: known }: Template): boolean =>
      key === name || known.toLowerCase() === name.trim().toLowerCase();
    const mine = usable.filter(
      (template) => isNamed(template) && (template.owner.kind === 'organization') === forOrganization,
    );
    const before = mine.find(({ owner }) => owner.kind !== 'system');
    const input = await inputOf(name, options, before ?? usable.find(isNamed));
    if (options.preview === true) {
      const checked = checkTemplate(input);
      if (checked.kind === 'faulty') throw templateFaulty(Object.values(checked.faults));
      const preview = previewTemplate(checked.fields);
      output.result(preview, () =>
        [...(preview.subject === undefined ? [] : [preview.subject, '']), preview.text].join('\n'),
      );
      return;
    }
    const template = await saveTemplate(core, input, {
      actor,
      forOrganization,
      turnId: newId(),
      surface,
      ...(before === undefined
        ? {}
        : { edits: { key: before.key, expectedVersion: options.expected ?? before.version } }),
    });
    output.result(
      toWholeDocument(template),
      () => `“${template.name}” is at version ${template.version} (${template.key}).`,
    );
  });
}

/** Templates of summaries and follow-ups. */
export function addTemplateCommands(program: Command): void {
  const template = program.command('template').description('How summaries and follow-ups are laid out');
  template
    .command('list')
    .description('What a person may use: their own, the organisation’s, the built-in ones')
    .addOption(kindOption())
    .option('--retired', 'also those that were retired')
    .requiredOption('--as <email>', asHelp)
    .action(({ as, kind, retired = false }: AsOptions & { retired?: boolean }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const options = { retiredToo: retired, ...(kind === undefined ? {} : { kind }) };
        const rows = (await listTemplates(core, await actorOf(as), options)).map(toDocument);
        output.result(rows, () =>
          table(
            ['Kind', 'Name', 'Workshop', 'Owner', 'Default', 'Version', 'Key'],
            rows.map((row) => [
              row.kind,
              row.retired ? `${row.name} (retired)` : row.name,
              row.workshopType ?? '',
              row.owner,
              row.isDefault ? 'yes' : '',
              String(row.version),
              row.key,
            ]),
          ),
        );
      }),
    );
  template
    .command('show')
    .description('A template as it is written')
    .argument('<template>', 'name or key')
    .addOption(kindOption())
    .option('--preview', 'with example values in the place of its variables')
    .requiredOption('--as <email>', asHelp)
    .action(
      (name: string, { as, kind, preview = false }: AsOptions & { preview?: boolean }, command: Command) =>
        withCore(command, async (context) => {
          const found = await wanted(context, await context.actorOf(as), name, kind);
          const shown = previewTemplate(found);
          context.output.result(
            preview ? { ...toWholeDocument(found), preview: shown } : toWholeDocument(found),
            () => {
              const { subject, text } = preview ? shown : { subject: found.subject, text: found.content };
              return [...(subject === undefined ? [] : [`Subject: ${subject}`, '']), text].join('\n');
            },
          );
        }),
    );
  template
    .command('save')
    .description('Add a template, or the next version of one’s own; what is not given stays')
    .argument('<template>', 'name')
    .addOption(kindOption())
    .option('--workshop <type>', 'kind of workshop that it is for; default: every kind')
    .option('--subject <words>', 'of mails')
    .option('--text <text>', 'its content')
    .option('--file <file>', 'its content from a file')
    .option('--name <name>', 'another name')
    .option('--expected <version>', 'refuse when it has moved on from this version', positiveInteger)
    .option('--for-organization', 'for every coach; admins only')
    .option('--preview', 'only show how it would read')
    .requiredOption('--as <email>', asHelp)
    .addHelpText('after', variablesHelp)
    .action(save);
  template
    .command('retire')
    .description('Take a template out of use; what was written by it stays')
    .argument('<template>', 'name or key; to bring one back, its key')
    .addOption(kindOption())
    .option('--undo', 'bring it back')
    .requiredOption('--as <email>', asHelp)
    .action((name: string, { as, kind, undo = false }: AsOptions & { undo?: boolean }, command: Command) =>
      withCore(command, async (context) => {
        const { core, output, actorOf } = context;
        const actor = await actorOf(as);
        const { key } = await wanted(context, actor, name, kind);
        const changed = await retireTemplate(core, { actor, key, surface, back: undo });
        output.result(toDocument(changed), () => `“${changed.name}” is ${undo ? 'back' : 'retired'}.`);
      }),
    );
  template
    .command('default')
    .description('What is used when nobody chooses, inside its kind and workshop type')
    .argument('<template>', 'name or key')
    .addOption(kindOption())
    .option('--off', 'not any more')
    .option('--for-organization', 'for every coach without a default of their own; admins only')
    .requiredOption('--as <email>', asHelp)
    .action(
      (
        name: string,
        {
          as,
          kind,
          off = false,
          forOrganization = false,
        }: AsOptions & { off?: boolean; forOrganization?: boolean },
        command: Command,
      ) =>
        withCore(command, async (context) => {
          const { core, output, actorOf } = context;
          const actor = await actorOf(as);
          const { key } = await wanted(context, actor, name, kind);
          const input = { actor, key, surface, forOrganization, isDefault: !off };
          const changed = await setDefaultTemplate(core, input);
          output.result(toDocument(changed), () =>
            changed.isDefault
              ? `“${changed.name}” is the default now.`
              : `“${changed.name}” is no default any more.`,
          );
        }),
    );
}
