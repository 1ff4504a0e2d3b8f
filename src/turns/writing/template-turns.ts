import type { Actor } from '../../coaching/people/user.ts';
import { mayChange } from '../../coaching/templates/change-rights.ts';
import { checkTemplate, type TemplateInput } from '../../coaching/templates/check-template.ts';
import { setDefaultTemplate } from '../../coaching/templates/default-template.ts';
import { adoptTemplate, draftTemplate } from '../../coaching/templates/draft-template.ts';
import { findTemplate, readerOf } from '../../coaching/templates/find-template.ts';
import { listTemplates } from '../../coaching/templates/list-templates.ts';
import { retireTemplate } from '../../coaching/templates/retire-template.ts';
import type { ChangeTemplateDeps } from '../../coaching/templates/save-template.ts';
import { templateNotFound } from '../../coaching/templates/template-errors.ts';
import { templateKinds, type Template } from '../../coaching/templates/template.ts';
import {
  templateChangedView,
  templatePreviewView,
  templateShownView,
  type TemplateChange,
} from '../../messages/views/template-change.ts';
import {
  templateForm,
  templateFormView,
  type TemplateFormStart,
} from '../../messages/views/template-form.ts';
import { templateListView } from '../../messages/views/template-list.ts';
import { words } from '../../messages/words/en.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf } from '../turn-context.ts';

export interface TemplateTurnDeps extends ChangeTemplateDeps {
  clock: Clock;
}

const inputOf = (values: Readonly<Record<string, string>>): TemplateInput => ({
  kind: values['kind'] ?? '',
  name: values['name'] ?? '',
  workshopType: values['workshopType'] ?? '',
  subject: values['subject'] ?? '',
  content: values['content'] ?? '',
});

/** `2:<key>`, as buttons and forms carry a template at the version that was seen. */
function editedBy(context: string): { key: string; expectedVersion: number } | undefined {
  const [, version, key] = /^(\d+):(.+)$/.exec(context) ?? [];
  return version === undefined || key === undefined ? undefined : { key, expectedVersion: Number(version) };
}

const draftIn = (context: string): string | undefined => /^draft:([0-9a-f-]{36})$/.exec(context)?.[1];

/** What the form begins with: a template, a draft that is changed again, or nothing. */
async function startOf(
  deps: TemplateTurnDeps,
  actor: Actor,
  context: string,
): Promise<TemplateFormStart | undefined> {
  const reader = readerOf(actor);
  const draftId = draftIn(context);
  if (draftId !== undefined) {
    const draft = await deps.templates.findDraft(reader, draftId);
    if (draft === undefined) throw templateNotFound('');
    const { edits } = draft;
    return { ...draft, context: edits === undefined ? 'new' : `${edits.expectedVersion}:${edits.key}` };
  }
  const edits = editedBy(context);
  if (edits === undefined) return undefined;
  const template = await findTemplate(deps, reader, edits.key);
  const forOrganization = template.owner.kind === 'organization' && mayChange(actor, template);
  return { fields: template, forOrganization, context };
}

const openForm = async (deps: TemplateTurnDeps, actor: Actor, context: string) =>
  templateForm(actor, await startOf(deps, actor, context));

/** Kind words in the singular or plural, `retired`, or part of a name. */
async function listed(deps: TemplateTurnDeps, actor: Actor, filter: string): Promise<Template[]> {
  const all = await listTemplates(deps, actor, { retiredToo: filter === 'retired' });
  if (filter === 'retired') return all.filter(({ retiredAt }) => retiredAt !== undefined);
  const wanted = filter.replace(/s$/, '');
  if (wanted === '') return all;
  const kind = templateKinds.find((candidate) => [candidate, candidate.replace('_', ' ')].includes(wanted));
  return all.filter((template) =>
    kind === undefined
      ? `${template.name} ${template.workshopType ?? ''}`.toLowerCase().includes(wanted)
      : template.kind === kind,
  );
}

const filterOf = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ').slice(0, 60);

/** `/templates kind`: what a person may use, for their eyes. */
export const createTemplatesCommand = (deps: TemplateTurnDeps): Command => ({
  usage: 'summary',
  description: 'How your summaries and follow-ups are laid out',
  run: refusing(async ({ actor, reply, turn }) => {
    const filter = filterOf(turn.text);
    await reply.sendPrivately(templateListView(actor, await listed(deps, actor, filter), filter));
  }),
});

type TemplateActionId =
  | 'template.list'
  | 'template.show'
  | 'template.form'
  | 'template.save'
  | 'template.default'
  | 'template.undefault'
  | 'template.retire'
  | 'template.restore';

export function createTemplateActions(deps: TemplateTurnDeps): Pick<ActionHandlers, TemplateActionId> {
  type Pressed = ContextOf<'action'>;
  const changing = (change: (context: Pressed) => Promise<{ template: Template; change: TemplateChange }>) =>
    refusing(async (context: Pressed) => {
      const { template, change: done } = await change(context);
      await context.reply.sendPrivately(templateChangedView(context.actor, template, done));
    });
  const input = ({ actor, turn }: Pressed) => ({ actor, key: turn.value, surface: turn.platform });
  /** An admin who presses at an organisation's template means everybody's. */
  const isForAll = async ({ actor, turn }: Pressed): Promise<boolean> => {
    const template = await findTemplate(deps, readerOf(actor), turn.value);
    return template.owner.kind === 'organization' && mayChange(actor, template);
  };
  return {
    'template.list': refusing(async (context) => {
      const { actor, turn } = context;
      const [, page = '0', filter = ''] = /^(\d+) ?(.*)$/s.exec(turn.value) ?? [];
      const view = templateListView(actor, await listed(deps, actor, filterOf(filter)), filter, Number(page));
      await sayToActor(context, view);
    }),
    'template.show': refusing(async ({ actor, reply, turn }) => {
      const template = await findTemplate(deps, readerOf(actor), turn.value);
      await reply.sendPrivately(templateShownView(actor, template));
    }),
    // Where the platform did not open the form by itself.
    'template.form': refusing(async ({ actor, reply, turn }) => {
      await reply.sendPrivately(templateFormView(await openForm(deps, actor, turn.value)));
    }),
    'template.save': changing(async ({ actor, turn }) => ({
      template: await adoptTemplate(deps, { actor, draftId: turn.value, surface: turn.platform }),
      change: 'saved',
    })),
    'template.default': changing(async (context) => {
      const forOrganization = await isForAll(context);
      const template = await setDefaultTemplate(deps, { ...input(context), forOrganization });
      return { template, change: forOrganization ? 'default-for-all' : 'default' };
    }),
    'template.undefault': changing(async (context) => {
      const forOrganization = await isForAll(context);
      const off = { ...input(context), forOrganization, isDefault: false };
      return { template: await setDefaultTemplate(deps, off), change: 'no-default' };
    }),
    'template.retire': changing(async (context) => ({
      template: await retireTemplate(deps, input(context)),
      change: 'retired',
    })),
    'template.restore': changing(async (context) => ({
      template: await retireTemplate(deps, { ...input(context), back: true }),
      change: 'restored',
    })),
  };
}

/** The form came back: it is shown as a preview first. */
export const createTemplateForm = (deps: TemplateTurnDeps): FormHandlers['template.save'] =>
  refusing(async ({ actor, event, reply, turn }) => {
    const edits = editedBy(turn.context);
    const { id, draft } = await draftTemplate(deps, inputOf(turn.values), {
      actor,
      turnId: event.id,
      forOrganization: turn.values['scope'] === 'organization',
      ...(edits === undefined ? {} : { edits }),
    });
    await reply.sendPrivately(templatePreviewView(id, draft));
  });

export const createTemplateFormQueries = (deps: TemplateTurnDeps): FormQueries => ({
  'template.save': {
    open: (actor, context) => openForm(deps, actor, context),
    /** Said while the form is still open, so that nobody's words are lost. */
    async validate(actor, context, values) {
      const checked = checkTemplate(inputOf(values));
      if (checked.kind === 'faulty') return checked.faults;
      const edits = editedBy(context);
      const forOrganization = values['scope'] === 'organization';
      const { kind, name } = checked.fields;
      const taken = (await deps.templates.list(readerOf(actor))).some(
        (other) =>
          other.key !== edits?.key &&
          other.kind === kind &&
          (other.owner.kind === 'organization') === forOrganization &&
          other.name.toLowerCase() === name.toLowerCase(),
      );
      return taken ? { name: words.templates.nameTaken } : {};
    },
  },
});
