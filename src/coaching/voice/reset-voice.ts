import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';
import type { VoiceDeps } from './show-voice.ts';
import { maxVoiceExamples } from './voice-profile.ts';

/**
 * Forgets examples and own words. They can be brought back until the next edit that is learnt from; then they are gone
 * for good. Resetting what is empty changes nothing, so that a second press does not throw away what can be undone.
 */
export async function resetVoice({ voices }: VoiceDeps, actor: Actor): Promise<void> {
  await voices.change(actor.organizationId, actor.id, ({ examples, ownWords, paused, forgotten }) => {
    if (examples.length === 0 && ownWords === '') return undefined;
    // Words written between two resets do not push the examples of the first one out.
    const before = examples.length === 0 ? (forgotten?.examples ?? []) : examples;
    return { examples: [], ownWords: '', paused, forgotten: { examples: before, ownWords } };
  });
}

/** @throws AppError VOICE_002 when nothing was reset, or something was learnt since */
export async function undoResetVoice({ voices }: VoiceDeps, actor: Actor): Promise<void> {
  const outcome = { undone: false };
  await voices.change(actor.organizationId, actor.id, ({ examples, ownWords, paused, forgotten }) => {
    outcome.undone = forgotten !== undefined;
    if (forgotten === undefined) return undefined;
    return {
      examples: [...forgotten.examples, ...examples].slice(-maxVoiceExamples),
      ownWords: ownWords === '' ? forgotten.ownWords : ownWords,
      paused,
    };
  });
  if (outcome.undone) return;
  throw new AppError({
    code: 'VOICE_002',
    message: 'No reset that could be undone.',
    userMessage:
      'There is nothing to bring back: either nothing was reset, or I have learnt from a newer edit since, and what was before is gone.',
  });
}
