import { showAction } from '../../agent/tools/action-talk.ts';
import { openAction } from '../../coaching/actions/action-access.ts';
import { actionPriorities } from '../../coaching/actions/action-item.ts';
import { completeAction, sendBackAction } from '../../coaching/actions/complete-action.ts';
import { createActionItem, type ActionFields } from '../../coaching/actions/create-action-item.ts';
import { peopleLookedAfter } from '../../coaching/actions/list-actions.ts';
import { reportBlocker, reportProgress } from '../../coaching/actions/report-action.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { isDay } from '../../coaching/summaries/verify-lines.ts';
import type { Form } from '../../messages/message.ts';
import { actionForm, actionFormView, newActionForm } from '../../messages/views/action-forms.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import { givenView } from './item-buttons.ts';
import { tellBlocked, tellSentBack, type TellDeps } from './tell-of-action.ts';

type Values = Readonly<Record<string, string>>;
type ItemFormId = 'action.note' | 'action.block' | 'action.finish' | 'action.send-back';
type Submitted = ContextOf<'form'>;

const { forms: fields, said: say } = words.actionItems;

function fieldsOf(values: Values): ActionFields {
  const { title = '', description = '', category = '', due = '', reminder = '' } = values;
  const priority = actionPriorities.find((one) => one === values['priority']);
  return {
    title,
    description,
    category,
    ...(due.trim() === '' ? {} : { dueOn: due.trim() }),
    ...(reminder.trim() === '' ? {} : { reminderOn: reminder.trim() }),
    ...(priority === undefined ? {} : { priority }),
  };
}

/** Forms of action items: opened by a button, or sent where the platform cannot open one. */
export function createItemForms(deps: TellDeps): {
  actions: Pick<ActionHandlers, ItemFormId | 'action.new'>;
  forms: Pick<FormHandlers, ItemFormId | 'action.create'>;
  queries: FormQueries;
} {
  const openNew = async (actor: Actor): Promise<Form> => {
    const { led, inSessions } = await peopleLookedAfter(deps, actor);
    return newActionForm(actor.id, [...led, ...inSessions]);
  };
  const openAbout = async (id: ItemFormId, actor: Actor, itemId: string): Promise<Form> =>
    actionForm(id, (await openAction(deps, actor, itemId)).item);
  const sending = (open: (actor: Actor, context: string) => Promise<Form>) =>
    refusing(async ({ actor, reply, turn }: ContextOf<'action'>) => {
      await reply.sendPrivately(actionFormView(await open(actor, turn.value)));
    });
  /** Does it, and shows the item as it stands. */
  const saving = (save: (context: Submitted, input: ReturnType<typeof inputOf>) => Promise<string>) =>
    refusing(async (context: Submitted) => {
      const { actor, reply } = context;
      const input = inputOf(context);
      const said = await save(context, input);
      const { item, part } = await openAction(deps, actor, input.itemId);
      await reply.sendPrivately(await showAction(deps, actor, { item, part, said }));
    });
  const aboutItem = (id: ItemFormId) => (actor: Actor, context: string) => openAbout(id, actor, context);
  const nothingWrong = (): Promise<Record<string, string>> => Promise.resolve({});
  return {
    actions: {
      'action.new': sending(openNew),
      'action.note': sending(aboutItem('action.note')),
      'action.block': sending(aboutItem('action.block')),
      'action.finish': sending(aboutItem('action.finish')),
      'action.send-back': sending(aboutItem('action.send-back')),
    },
    forms: {
      'action.create': refusing(async (context: Submitted) => {
        const { actor, event, reply, turn } = context;
        const made = await createActionItem(deps, {
          actor,
          ownerId: turn.values['person'] ?? actor.id,
          fields: fieldsOf(turn.values),
          key: `${event.id}:item`,
          surface: turn.platform,
        });
        await reply.sendPrivately(await givenView(deps, context, { ...made, already: false }));
      }),
      'action.note': saving(async (context, input) => {
        const progress = Number(context.turn.values['percent']) || 0;
        const note = input.words;
        if (progress >= 100) {
          await completeAction(deps, { ...input, notes: note });
          return say.done;
        }
        await reportProgress(deps, { ...input, progress, note });
        return say.progress(progress);
      }),
      'action.block': saving(async (context, input) => {
        const { item, isNew } = await reportBlocker(deps, input);
        if (item.blockers === undefined) return say.unblocked;
        // Tried again after a crash the words are no news, and telling them is left to do; the ledger tells once.
        if (!isNew && context.event.attempts <= 1) return say.stillBlocked;
        const told = await tellBlocked(deps, { ...input, item, turnId: context.event.id, near: context });
        return say.blocked(told);
      }),
      'action.finish': saving(async (_context, input) => {
        const { already } = await completeAction(deps, { ...input, notes: input.words });
        return already ? say.noted : say.done;
      }),
      'action.send-back': saving(async (context, input) => {
        const { item } = await sendBackAction(deps, input);
        const told = await tellSentBack(deps, { ...input, item, turnId: context.event.id, near: context });
        return told ? say.sentBack : say.sentBackUntold;
      }),
    },
    queries: {
      'action.create': {
        open: openNew,
        validate: (_actor, _context, values) =>
          Promise.resolve<Record<string, string>>({
            ...((values['title'] ?? '').trim() === '' ? { title: fields.wordsMissing } : {}),
            ...Object.fromEntries(
              ['due', 'reminder']
                .filter((name) => (values[name] ?? '').trim() !== '' && !isDay(values[name]?.trim()))
                .map((name) => [name, fields.dayMissing]),
            ),
          }),
      },
      'action.note': { open: aboutItem('action.note'), validate: nothingWrong },
      'action.block': { open: aboutItem('action.block'), validate: nothingWrong },
      'action.finish': { open: aboutItem('action.finish'), validate: nothingWrong },
      'action.send-back': {
        open: aboutItem('action.send-back'),
        validate: (_actor, _context, values) =>
          Promise.resolve<Record<string, string>>(
            (values['words'] ?? '').trim() === '' ? { words: fields.wordsMissing } : {},
          ),
      },
    },
  };
}

const inputOf = ({ actor, turn }: Submitted) => ({
  actor,
  itemId: turn.context,
  surface: turn.platform,
  words: turn.values['words'] ?? '',
});
