import type { Command } from 'commander';
import { removeContact, saveContact } from '../../coaching/care/change-contacts.ts';
import { contactKinds, type Contact } from '../../coaching/care/contact.ts';
import { newId } from '../../shared/ids.ts';
import { withCore } from '../context.ts';
import { asHelp, oneOfOption, positiveInteger, uuidOption } from './options.ts';

const toDocument = ({ organizationId: _tenant, position, ...contact }: Contact) => ({
  ...contact,
  position: position + 1,
});

const inWords = ({ id, kind, name, role, reach, note, country }: Contact): string =>
  [
    `${kind.padEnd(10)}${name}`,
    ...(role === undefined ? [] : [role]),
    ...(country === undefined ? [] : [country]),
    reach,
    ...(note === undefined ? [] : [note]),
    id,
  ].join(' · ');

interface AddOptions {
  as: string;
  kind: string;
  name: string;
  reach: string;
  role?: string;
  note?: string;
  country?: string;
  account?: string;
  position?: number;
  id?: string;
}

/** Whom people can turn to. Everyone may see them; admins change them. */
export function addContactCommands(program: Command): void {
  const contact = program
    .command('contact')
    .description('Who can help: in a crisis, with law, health and pay');
  contact
    .command('list')
    .description('As /contacts shows them')
    .action((_options: unknown, command: Command) =>
      withCore(command, async ({ core, output, organizationId }) => {
        const contacts = await core.contacts.list(organizationId);
        output.result(contacts.map(toDocument), () =>
          contacts.length === 0 ? 'No contacts are set. See: contact add' : contacts.map(inWords).join('\n'),
        );
      }),
    );
  contact
    .command('add')
    .description('Add a contact, or with --id change one')
    .requiredOption('--kind <kind>', contactKinds.join(', '), oneOfOption(contactKinds))
    .requiredOption('--name <name>')
    .requiredOption('--reach <text>', 'phone, address or link')
    .option('--role <role>')
    .option('--note <text>', 'when, and what people should know')
    .option('--country <code>', 'two letters; default: for everyone')
    .option('--account <email>', 'so that people can have them asked to write')
    .option('--position <number>', '1 is first among its kind; default: last', positiveInteger)
    .option('--id <contact>', 'the contact to change', uuidOption)
    .requiredOption('--as <email>', asHelp)
    .action(({ as, id = newId(), position, ...fields }: AddOptions, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const input = { role: '', note: '', country: '', account: '', ...fields };
        const saved = await saveContact(
          core,
          await actorOf(as),
          { ...input, position: position === undefined ? '' : String(position) },
          { id, surface: 'cli' },
        );
        output.result(toDocument(saved), () => `Saved ${inWords(saved)}`);
      }),
    );
  contact
    .command('remove')
    .description('Take a contact out of the list')
    .argument('<id>', 'of the contact', uuidOption)
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        await removeContact(core, await actorOf(as), { id, surface: 'cli' });
        output.result({ removed: id }, () => 'Removed.');
      }),
    );
}
