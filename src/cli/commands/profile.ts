import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import type { Core } from '../../app/open-core.ts';
import { readProfileFile } from '../../app/read-profile-file.ts';
import { editProfile } from '../../coaching/profiles/edit-profile.ts';
import { definitionOf } from '../../coaching/profiles/field-catalogue.ts';
import { fieldNamed } from '../../coaching/profiles/field-names.ts';
import { importProfiles, type ProfileImportReport } from '../../coaching/profiles/import-profiles.ts';
import { personUnknown, valueFaulty } from '../../coaching/profiles/profile-errors.ts';
import { visibilities, type Visibility } from '../../coaching/profiles/profile.ts';
import { readValue } from '../../coaching/profiles/read-value.ts';
import { showProfile, type ShownProfile } from '../../coaching/profiles/show-profile.ts';
import { showValue } from '../../coaching/profiles/show-value.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { withCore } from '../context.ts';
import { isDemo } from '../demo-only.ts';
import { table } from '../output.ts';
import { asHelp, oneOfOption } from './options.ts';

interface AsOptions {
  as: string;
}

const toDocument = ({ subject, relation, fields }: ShownProfile) => ({
  person: subject.name,
  relation,
  fields: fields.map(({ field, value, visibility, source, writer }) => ({
    field,
    value,
    visibility,
    source,
    ...(writer === undefined ? {} : { writer }),
  })),
});

const inWords = ({ fields }: ShownProfile): string =>
  fields.length === 0
    ? 'Nothing that this person may see.'
    : table(
        ['Field', 'Value', 'Seen by', 'From'],
        fields.map(({ field, value, visibility, source, writer }) => [
          field,
          showValue(value),
          visibility,
          writer ?? source,
        ]),
      );

function reportInWords(report: ProfileImportReport, dryRun: boolean): string {
  const { people, fields, kept, faults, refused } = report;
  const left = kept.reduce((sum, one) => sum + one.fields, 0);
  return [
    `${dryRun ? 'Would change' : 'Changed'} ${people.changed} people (${fields} fields), ${people.unchanged} unchanged.`,
    ...(left === 0 ? [] : [`${left} fields stand as the person or a leader wrote them:`]),
    ...kept.map((one) => `  - line ${one.line}: ${one.email}, ${one.fields}`),
    ...(refused.length === 0 ? [] : ['Columns that were left out:']),
    ...refused.map(({ column, reason }) => `  - ${column}: ${reason}`),
    ...(faults.length === 0 ? [] : [`${faults.length} rows were not taken:`]),
    ...faults.map(({ line, fault }) => `  - line ${line}: ${fault}`),
  ].join('\n');
}

async function personOf(core: Core, { organizationId }: Actor, email: string): Promise<string> {
  const user = await core.users.findByEmail(organizationId, email);
  if (user === undefined) throw personUnknown();
  return user.id;
}

function fieldOf(name: string) {
  const field = fieldNamed(name);
  if (field !== undefined) return field;
  throw new AppError({
    code: 'PROFILE_012',
    message: 'No such field.',
    userMessage: `There is no field “${name}”. Try one of those that profile show lists, such as expertise or learning_style.`,
  });
}

export function addProfileCommands(program: Command): void {
  const profile = program.command('profile').description('Who people are, field by field, and who sees it');
  profile
    .command('show')
    .description('What --as may see of a person; private fields only in the demo')
    .argument('<email>')
    .requiredOption('--as <email>', asHelp)
    .action((email: string, { as }: AsOptions, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        const subjectId = await personOf(core, actor, email);
        const { organizationId, id: actorId } = actor;
        const entry = { organizationId, actorId, subjectType: 'user', subjectId, surface: 'cli' };
        await core.audit.record({ ...entry, action: 'profile.show' });
        const privateToo = await isDemo({ core, organizationId: actor.organizationId });
        const shown = await showProfile(core, actor, subjectId, { privateToo });
        output.result(toDocument(shown), () => inWords(shown));
      }),
    );
  profile
    .command('set')
    .description('Write a field of --as, or as a leader of --for; an empty value takes it away')
    .argument('<field>')
    .argument('<value>')
    .option('--for <email>', 'somebody whom --as leads')
    .option('--visible <audience>', visibilities.join(', '), oneOfOption(visibilities))
    .requiredOption('--as <email>', asHelp)
    .action(
      (
        name: string,
        text: string,
        { as, for: email, visible }: AsOptions & { for?: string; visible?: Visibility },
        command: Command,
      ) =>
        withCore(command, async ({ core, output, actorOf }) => {
          const actor = await actorOf(as);
          const field = fieldOf(name);
          const subjectId = email === undefined ? actor.id : await personOf(core, actor, email);
          const read = readValue(field, text);
          if (text.trim() !== '' && read.kind === 'fault') throw valueFaulty(field, read.fault);
          const privateToo = await isDemo({ core, organizationId: actor.organizationId });
          const seen = visible === undefined ? {} : { visibility: visible };
          const edit =
            text.trim() === '' || read.kind === 'fault'
              ? ({ kind: 'remove', field } as const)
              : ({ kind: 'set', field, value: read.value, ...seen } as const);
          const { organizationId, id: actorId } = actor;
          const entry = { organizationId, actorId, subjectType: 'user', subjectId, surface: 'cli' };
          await core.audit.record({ ...entry, action: 'profile.edit' });
          const edited = await editProfile(core, actor, subjectId, [edit], {
            editId: newId(),
            surface: 'cli',
            privateToo,
          });
          output.result(edited, () => {
            if (edited.kept.length > 0) return 'Nothing changed: what a person wrote themselves stands.';
            const { label } = definitionOf(field);
            return edited.changed.length > 0 ? `Saved: ${label}.` : 'Nothing changed.';
          });
        }),
    );
  profile
    .command('import')
    .description('Fill profiles from a CSV file; what people wrote themselves stays')
    .argument('<file>')
    .option('--dry-run', 'say what would happen, and write nothing')
    .requiredOption('--as <email>', asHelp)
    .action((file: string, { as, dryRun = false }: AsOptions & { dryRun?: boolean }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        const rows = readProfileFile(file, await readFile(file, 'utf8'));
        const report = await importProfiles(core, actor, rows, { dryRun, surface: 'cli' });
        output.result({ ...report, dryRun }, () => reportInWords(report, dryRun));
        if (report.faults.length > 0) process.exitCode = 1;
      }),
    );
}
