import { ownWordsFault, pauseVoice, removeExample, writeOwnWords } from '../../coaching/voice/edit-voice.ts';
import { resetVoice, undoResetVoice } from '../../coaching/voice/reset-voice.ts';
import { showVoice, type VoiceDeps } from '../../coaching/voice/show-voice.ts';
import type { AuditLog } from '../../coaching/tenants/ports.ts';
import { voiceForm, voiceFormView, voiceView } from '../../messages/views/voice.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';

export interface VoiceTurnDeps extends VoiceDeps {
  audit: AuditLog;
}

const { voice: say } = words;

/**
 * Always the voice of the person who acts, whatever the button says, and always for their eyes alone: it takes the place
 * of a message only in the direct one.
 */
async function show(deps: VoiceTurnDeps, context: TurnContext, notice?: string): Promise<void> {
  const view = voiceView(await showVoice(deps, context.actor), notice);
  await sayToActor(context, view);
}

/** `/voice`: how you write. */
export const createVoiceCommand = (deps: VoiceTurnDeps): Command => ({
  usage: '',
  description: 'How you write, as I learnt it from your edits',
  run: refusing((context: ContextOf<'command'>) => show(deps, context)),
});

type VoiceActionId =
  'voice.form' | 'voice.forget' | 'voice.pause' | 'voice.resume' | 'voice.reset' | 'voice.restore';

export function createVoiceActions(deps: VoiceTurnDeps): Pick<ActionHandlers, VoiceActionId> {
  type Pressed = ContextOf<'action'>;
  const changing = (change: (context: Pressed) => Promise<string>) =>
    refusing(async (context: Pressed) => {
      await show(deps, context, await change(context));
    });
  const record = ({ actor, turn }: Pressed, doing: 'reset' | 'restore') =>
    deps.audit.record({
      organizationId: actor.organizationId,
      actorId: actor.id,
      action: `voice.${doing}`,
      surface: turn.platform,
    });
  return {
    // Where the platform did not open the form by itself.
    'voice.form': refusing(async ({ actor, reply }) => {
      const { ownWords } = await showVoice(deps, actor);
      await reply.sendPrivately(voiceFormView(voiceForm(ownWords)));
    }),
    'voice.forget': changing(async ({ actor, event, turn }) => {
      const wasThere = await removeExample(deps, actor, turn.value);
      // The first try of the same press may have removed it.
      return wasThere || event.attempts > 1 ? say.forgotten : say.forgottenAlready;
    }),
    'voice.pause': changing(async ({ actor }) => {
      await pauseVoice(deps, actor, true);
      return say.pausedNow;
    }),
    'voice.resume': changing(async ({ actor }) => {
      await pauseVoice(deps, actor, false);
      return say.resumedNow;
    }),
    'voice.reset': changing(async (context) => {
      await resetVoice(deps, context.actor);
      await record(context, 'reset');
      return say.wasReset;
    }),
    'voice.restore': changing(async (context) => {
      // The first try of the same press may have brought it back.
      const isDone = context.event.attempts > 1 && !(await showVoice(deps, context.actor)).undoable;
      if (!isDone) await undoResetVoice(deps, context.actor);
      await record(context, 'restore');
      return say.broughtBack;
    }),
  };
}

export const createVoiceForm = (deps: VoiceTurnDeps): FormHandlers['voice.words'] =>
  refusing(async (context) => {
    const written = context.turn.values['words'] ?? '';
    await writeOwnWords(deps, context.actor, written);
    await show(deps, context, written.trim() === '' ? say.wordsGone : say.wordsSaved);
  });

export const createVoiceFormQueries = (deps: VoiceTurnDeps): FormQueries => ({
  'voice.words': {
    open: async (actor) => voiceForm((await showVoice(deps, actor)).ownWords),
    validate(_actor, _context, values) {
      const fault = ownWordsFault(values['words'] ?? '');
      return Promise.resolve<Record<string, string>>(fault === undefined ? {} : { words: fault });
    },
  },
});
