import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { erasePerson, type ErasePersonDeps } from '../../coaching/privacy/erase-person.ts';
import { exportMyData, type ExportMyDataDeps } from '../../coaching/privacy/export-my-data.ts';
import {
  forget,
  forgetChosen,
  forgetEverything,
  type ForgetDeps,
  type Forgotten,
} from '../../coaching/privacy/forget.ts';
import { notConfirmed, tooLarge } from '../../coaching/privacy/privacy-errors.ts';
import { readPrivacyWords, type PrivacyWish } from '../../coaching/privacy/read-privacy-words.ts';
import type { RetentionPeriods } from '../../coaching/privacy/ports.ts';
import {
  deletedView,
  deleteMeForm,
  deleteMeView,
  forgetEverythingView,
  forgottenView,
  myDataView,
  privacyView,
  whichToForgetView,
} from '../../messages/views/privacy.ts';
import { sayView } from '../../messages/views/talk.ts';
import { privacyWords as say } from '../../messages/words/privacy.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';

export interface PrivacyTurnDeps extends ForgetDeps, ErasePersonDeps, ExportMyDataDeps {
  periods: RetentionPeriods;
  /** @returns a zip archive */
  zip: (files: readonly { name: string; text: string }[]) => Uint8Array;
  /** What `export.send` does with every other value. */
  sendExport: ActionHandlers['export.send'];
}

/** The value of an `export.send` button that makes the file anew: Teams asks a person before it takes one. */
const ownData = 'own-data';
/** What platforms take. Bytes. */
const largestFile = 20 * 1024 * 1024;

const isConfirmed = (typed: string | undefined): boolean =>
  /^["“]?delete me["”]?[.!]?$/i.test((typed ?? '').trim().replaceAll(/\s+/g, ' '));

/** About one's own data, and to that person alone: whoever presses means themself, whatever the button says. */
export function createPrivacyTurns(deps: PrivacyTurnDeps) {
  const tell = async (context: TurnContext, done: Forgotten): Promise<void> => {
    const dayOf = (at: Date): string => format(new TZDate(at, context.actor.timezone), 'd MMMM yyyy');
    const view = done.kind === 'which' ? whichToForgetView(done.options, dayOf) : forgottenView(done);
    // What offered to forget shows the first words of it: it gives way to the outcome.
    await sayToActor(context, view);
  };
  /** "Forget what I said about the divorce" says it once more; where the platform lets the bot, that goes too. */
  const takeBackWish = async ({ actor, turn }: ContextOf<'message'>): Promise<void> => {
    const { platform, place, messageId } = turn;
    await deps.takeBack?.(actor.organizationId, [{ platform, conversationKey: place.key, messageId }]);
  };
  const asked = ({ actor, event }: TurnContext) => ({ actor, turnId: event.id });

  const sendOwnData = async (context: TurnContext): Promise<void> => {
    const { actor, turn, reply } = context;
    await reply.progress(say.exporting);
    const { files } = await exportMyData(deps, { actor, surface: turn.platform });
    const content = deps.zip(files);
    if (content.length > largestFile) throw tooLarge();
    await reply.sendFile({
      name: `my-data-${deps.clock.now().toISOString().slice(0, 10)}.zip`,
      mimeType: 'application/zip',
      content,
      message: myDataView(),
      again: ownData,
    });
    if (turn.place.kind !== 'direct')
      await reply.sendPrivately(sayView('talk.privacy-in-direct', say.inDirect));
  };

  const grant = async (context: ContextOf<'message'>, wish: PrivacyWish): Promise<void> => {
    const { reply, turn } = context;
    switch (wish.kind) {
      case 'page':
        await reply.sendPrivately(privacyView(deps.periods));
        return;
      case 'export':
        await sendOwnData(context);
        return;
      case 'delete-me':
        await reply.sendPrivately(deleteMeView());
        return;
      case 'forget':
        if (wish.what.kind === 'everything') await reply.sendPrivately(forgetEverythingView());
        else {
          const place = { conversationKey: turn.place.key, wish: wish.what };
          const done = await forget(deps, { ...asked(context), ...place });
          if (wish.what.kind === 'about') await takeBackWish(context);
          await tell(context, done);
        }
    }
  };

  const take: TextHandler = async (context) => {
    const wish = readPrivacyWords(context.turn.text);
    if (wish === undefined) return false;
    // In a channel or a session's thread "forget that" is said to colleagues, or about a line of a summary.
    if (wish.kind === 'forget' && context.turn.place.kind !== 'direct') return false;
    await refusing((same: ContextOf<'message'>) => grant(same, wish))(context);
    return true;
  };

  const pressed = (run: (context: ContextOf<'action'>) => Promise<void>) => refusing(run);
  const actions = {
    'privacy.page': pressed(async ({ reply }) => {
      await reply.sendPrivately(privacyView(deps.periods));
    }),
    'privacy.export': pressed(sendOwnData),
    'privacy.forget-talk': pressed(async (context) => {
      const chosen = { talkId: context.turn.value };
      await tell(context, await forgetChosen(deps, { ...asked(context), chosen }));
    }),
    'privacy.forget-exchange': pressed(async (context) => {
      const chosen = { turnId: context.turn.value };
      await tell(context, await forgetChosen(deps, { ...asked(context), chosen }));
    }),
    'privacy.forget-all': pressed(async (context) => {
      await tell(context, await forgetEverything(deps, asked(context)));
    }),
    // Where the platform did not open the form by itself.
    'privacy.delete-me': pressed(async ({ reply }) => {
      await reply.sendPrivately(deleteMeView());
    }),
    'export.send': async (context: ContextOf<'action'>) =>
      context.turn.value === ownData ? pressed(sendOwnData)(context) : deps.sendExport(context),
  } satisfies Partial<ActionHandlers>;

  const forms = {
    'privacy.delete-me': refusing(async ({ actor, event, turn, reply }: ContextOf<'form'>) => {
      if (!isConfirmed(turn.values['confirm'])) throw notConfirmed();
      await erasePerson(deps, { actor, userId: actor.id, key: event.id, surface: turn.platform });
      await reply.sendPrivately(deletedView());
    }),
  } satisfies Partial<FormHandlers>;

  const formQueries: FormQueries = {
    'privacy.delete-me': {
      open: () => Promise.resolve(deleteMeForm()),
      validate: (_actor, _context, values) =>
        Promise.resolve<Record<string, string>>(
          isConfirmed(values['confirm']) ? {} : { confirm: say.deleteRefused },
        ),
    },
  };

  const command: Command = {
    usage: '',
    description: 'Who sees what, and how to have it forgotten',
    run: refusing(async ({ reply }) => {
      await reply.sendPrivately(privacyView(deps.periods));
    }),
  };

  return { commands: [['privacy', command]] as const, actions, forms, formQueries, take };
}
