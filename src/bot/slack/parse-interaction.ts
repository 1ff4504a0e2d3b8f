import { actionIds } from '../../messages/action-ids.ts';
import { formIds, formOpenedBy, type FormId } from '../../messages/form-ids.ts';
import type { Place } from '../../turns/turn.ts';
import {
  installationOfInteraction,
  instantOf,
  labelOf,
  placeKind,
  placeOf,
  responseHandle,
} from './conversation.ts';
import { readText } from './message-text.ts';
import { checkedTurn, unsupported } from './parsed-event.ts';
import type { ParseContext, SlackParsedEvent } from './parsed-event.ts';
import { blockActionsSchema, commandSchema, modalCarrySchema, viewSubmissionSchema } from './schema.ts';
import type { BlockActions, ReplyHandle, ViewSubmission } from './schema.ts';

/** Our own command, whose first word names what is wanted: `/threadcoach sessions`. */
const umbrella = 'threadcoach';

/** Buttons that open a form say so in their id, because a modal must be opened inside the response. */
export const formButtonPrefix = 'form.open:';
/** Ids must differ inside one block, so each button carries its position: `help.example#2`. */
const position = /#\d+$/;
/** The menu behind "…"; what was chosen says its own id and value, with a blank between. */
export const overflowId = 'more';
export const callbackPrefix = 'form:';
/** A list of people that asks us while somebody types; who may be chosen follows. */
export const peopleSelect = 'people:';

const asFormId = (name: string): FormId | undefined => formIds.find((id) => id === name);

/**
 * Slash commands. Slack shows what was typed to nobody else, and gives no thread. `/note` alone asks for the form.
 */
export function parseCommand(body: object, context: ParseContext): SlackParsedEvent {
  const parsed = commandSchema.safeParse(body);
  if (!parsed.success) return unsupported('a command we cannot read');
  const command = parsed.data;
  const installationId =
    command.is_enterprise_install === 'true' && command.enterprise_id
      ? command.enterprise_id
      : command.team_id;
  const place = placeOf({
    installationId,
    channelId: command.channel_id,
    kind: placeKind(command.channel_id, command.channel_name),
    label: labelOf(command.channel_name),
  });
  const handle: ReplyHandle = {
    teamId: command.team_id,
    ...responseHandle(command.response_url, context.receivedAt),
  };
  const typed = readText(command.text ?? '', undefined);
  const { name, text } = nameOf(command.command, typed.text);
  if (name === 'note' && text === '') {
    return {
      kind: 'query',
      query: {
        kind: 'form.open',
        platform: 'slack',
        installationId,
        platformUserId: command.user_id,
        place,
        form: 'note.create',
        context: '',
      },
      triggerId: command.trigger_id,
      handle,
    };
  }
  return checkedTurn(
    {
      platform: 'slack',
      installationId,
      eventId: `command:${command.trigger_id}`,
      dedupeKey: `slack:${installationId}:command:${command.trigger_id}`,
      at: context.receivedAt.toISOString(),
      platformUserId: command.user_id,
      place,
      replyHandle: handle,
      kind: 'command',
      name,
      text,
      mentions: typed.mentions,
      typedInPublic: false,
    },
    true,
  );
}

/** Slack names are shared by all apps of a workspace, so most of ours hide behind one: `/threadcoach help`. */
function nameOf(command: string, text: string): { name: string; text: string } {
  const name = command.replace(/^\//, '').toLowerCase();
  if (name !== umbrella) return { name, text };
  const [, verb = 'help', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  return { name: verb.toLowerCase(), text: rest };
}

function placeOfActions(body: BlockActions, installationId: string): Place | undefined {
  if (!body.channel) return undefined;
  const kind = placeKind(body.channel.id, body.channel.name);
  const thread = body.container.thread_ts ?? body.message?.thread_ts ?? undefined;
  // What only one person sees is the root of no thread.
  const root = body.container.is_ephemeral === true ? undefined : (body.container.message_ts ?? undefined);
  return placeOf({
    installationId,
    channelId: body.channel.id,
    kind,
    threadTs: thread ?? (kind === 'direct' ? undefined : root),
    label: labelOf(body.channel.name),
  });
}

/** A button: one that opens a form becomes a query, any other a turn. */
export function parseBlockActions(body: object, context: ParseContext): SlackParsedEvent {
  const parsed = blockActionsSchema.safeParse(body);
  if (!parsed.success) return unsupported('a button we cannot read');
  const pressed = parsed.data;
  const [button] = pressed.actions;
  const installationId = installationOfInteraction(pressed);
  const place = installationId === undefined ? undefined : placeOfActions(pressed, installationId);
  const messageTs = pressed.container.message_ts;
  if (!button || installationId === undefined || !place || !messageTs) {
    return unsupported('a button outside a message');
  }
  const handle: ReplyHandle = {
    teamId: pressed.user.team_id ?? pressed.team?.id ?? installationId,
    messageTs,
    ...(pressed.container.is_ephemeral === true ? { ephemeral: true } : {}),
    ...responseHandle(pressed.response_url, context.receivedAt),
  };
  const { id, value } = doingOf(button);
  const form = formOf(id);
  if (form !== undefined) {
    if (!pressed.trigger_id) return unsupported('a form button without a trigger');
    return {
      kind: 'query',
      query: {
        kind: 'form.open',
        platform: 'slack',
        installationId,
        platformUserId: pressed.user.id,
        place,
        form,
        context: value,
      },
      triggerId: pressed.trigger_id,
      handle,
    };
  }
  const action = actionIds.find((known) => known === id);
  const doing = button.action_ts ?? pressed.trigger_id;
  if (action === undefined || !doing) return unsupported('a button this version does not know');
  return checkedTurn(
    {
      platform: 'slack',
      installationId,
      eventId: `action:${pressed.user.id}:${doing}`,
      dedupeKey: `slack:${installationId}:action:${pressed.user.id}:${place.channelId}:${doing}`,
      at: button.action_ts ? instantOf(button.action_ts) : context.receivedAt.toISOString(),
      platformUserId: pressed.user.id,
      place,
      replyHandle: handle,
      kind: 'action',
      action,
      value,
      messageId: messageTs,
    },
    true,
  );
}

function doingOf({ action_id, value, selected_option }: BlockActions['actions'][number]) {
  const id = action_id.replace(position, '');
  if (id !== overflowId) return { id, value: value ?? '' };
  const [chosen = '', ...rest] = (selected_option?.value ?? '').split(' ');
  return { id: chosen, value: rest.join(' ') };
}

function formOf(actionId: string): FormId | undefined {
  const action = actionIds.find((known) => known === actionId);
  const opened = action === undefined ? undefined : formOpenedBy[action];
  if (opened !== undefined) return opened;
  return actionId.startsWith(formButtonPrefix)
    ? asFormId(actionId.slice(formButtonPrefix.length))
    : undefined;
}

/** A modal sent off. Its view is shown once, so the view's id is the doing: pressing twice is one note. */
export function parseViewSubmission(body: object, context: ParseContext): SlackParsedEvent {
  const parsed = viewSubmissionSchema.safeParse(body);
  if (!parsed.success) return unsupported('a form we cannot read');
  const { view, user } = parsed.data;
  const form = view.callback_id.startsWith(callbackPrefix)
    ? asFormId(view.callback_id.slice(callbackPrefix.length))
    : undefined;
  if (form === undefined) return unsupported('a form this version does not know');
  const carry = modalCarrySchema.safeParse(parseJson(view.private_metadata));
  const installationId = installationOfInteraction(parsed.data);
  if (!carry.success || installationId === undefined) return unsupported('a form without its place');
  const { place, handle, context: carried } = carry.data;
  return checkedTurn(
    {
      platform: 'slack',
      installationId,
      eventId: `form:${view.id}`,
      dedupeKey: `slack:${installationId}:form:${view.id}`,
      at: context.receivedAt.toISOString(),
      platformUserId: user.id,
      place: {
        key: place.key,
        kind: place.kind,
        channelId: place.channelId,
        ...(place.threadId === undefined ? {} : { threadId: place.threadId }),
        ...(place.label === undefined ? {} : { label: place.label }),
      },
      replyHandle: handle,
      kind: 'form',
      form,
      context: carried,
      values: valuesOf(view),
    },
    true,
  );
}

function valuesOf(view: ViewSubmission['view']): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, inputs] of Object.entries(view.state.values)) {
    const [input] = Object.values(inputs);
    values[name] = input?.value ?? input?.selected_date ?? input?.selected_option?.value ?? '';
  }
  return values;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
