import { teamId } from './emulated-workspace.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { createSignedSender } from './signed-requests.ts';
import type { Delivered, Json, StandInMessage } from './types.ts';
import type { WebApiState } from './web-api.ts';

interface ShortcutOptions {
  state: WebApiState;
  sender: ReturnType<typeof createSignedSender>;
  responseUrls: ResponseUrls;
  trigger: (user: string) => Promise<string>;
  channelName: (channel: string) => string;
}

/** A message's own menu, and lists that are asked for while somebody types. */
export function createShortcuts({ state, sender, responseUrls, trigger, channelName }: ShortcutOptions) {
  const by = (user: string): Json => ({
    team: { id: teamId, domain: 'stand-in' },
    user: { id: user, team_id: teamId },
    api_app_id: 'A0THREADCOACH',
    token: 'not-used',
    is_enterprise_install: false,
    enterprise: null,
  });
  return {
    /** Chooses "Save as note" in the menu of a message. */
    async saveAsNote(
      user: string,
      { channel, ts }: Pick<StandInMessage, 'channel' | 'ts'>,
    ): Promise<Delivered> {
      const message = state.log.get(channel, ts);
      if (message === undefined) throw new Error('there is no such message');
      return sender.interaction({
        ...by(user),
        type: 'message_action',
        callback_id: 'save_as_note',
        trigger_id: await trigger(user),
        response_url: responseUrls.open(channel, user),
        channel: { id: channel, name: channelName(channel) },
        message_ts: ts,
        message: { type: 'message', user: message.user, text: message.text, ts },
      });
    },
    /** Types into a list of the open modal. @returns the names that it offers */
    async typeInto(user: string, field: string, text: string): Promise<string[]> {
      const view = state.views.get(user);
      const block = ((view?.blocks ?? []) as Json[]).find(({ block_id: id }) => id === field);
      const element = block?.element as Json | undefined;
      if (element?.type !== 'external_select') throw new Error(`${field} asks for nothing`);
      const { body } = await sender.interaction({
        ...by(user),
        type: 'block_suggestion',
        action_id: element.action_id,
        block_id: field,
        value: text,
        view,
      });
      const { options } = JSON.parse(body) as { options: { text: { text: string } }[] };
      return options.map((option) => option.text.text);
    },
  };
}
