import { z } from 'zod';
import { mayImportAny } from '../../coaching/imports/deps.ts';
import type { Imports } from '../../coaching/imports/ports.ts';
import { importListView } from '../../messages/views/imports.ts';
import type { AgentTool } from '../agent-tool.ts';
import { isPersonAlone } from '../person-alone.ts';

const schema = z.object({});
/** So many of the newest are listed; each has a button. */
const listed = 5;

/** How files are imported, and what the person who asks imported lately; admins see everybody's. */
export function listImportsTool({ imports }: { imports: Pick<Imports, 'list'> }): AgentTool<typeof schema> {
  return {
    name: 'list_imports',
    description:
      'Shows how a CSV or Excel file of daily figures, people, profiles or past coaching is brought in, and the latest imports with buttons to look at them, get rows that were left out, or take one back. Not for what the figures say.',
    schema,
    effect: 'read',
    available: (input) => isPersonAlone(input) && input.session === undefined && mayImportAny(input.actor),
    async run({ input: { actor } }) {
      const logs = await imports.list(actor, listed);
      // Names of files go to the person and not through a model.
      const view = importListView(logs, { timezone: actor.timezone, isAdmin: actor.role === 'ADMIN' });
      return { text: 'The imports were shown.', views: [view] };
    },
  };
}
