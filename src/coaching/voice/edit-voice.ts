import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';
import type { VoiceDeps } from './show-voice.ts';
import { exampleKey, maxOwnWords } from './voice-profile.ts';

/** What is wrong with the words, as a sentence; undefined: nothing. Empty words are fine. */
export const ownWordsFault = (words: string): string | undefined =>
  words.trim().length > maxOwnWords
    ? `Please stay under ${maxOwnWords.toLocaleString('en')} characters.`
    : undefined;

/** Replaces what the person wrote about their own writing. @throws AppError VOICE_001 too long */
export async function writeOwnWords({ voices }: VoiceDeps, actor: Actor, words: string): Promise<void> {
  const fault = ownWordsFault(words);
  if (fault !== undefined)
    throw new AppError({ code: 'VOICE_001', message: 'Own words too long.', userMessage: fault });
  const ownWords = words.replace(/\r\n?/g, '\n').trim();
  await voices.change(actor.organizationId, actor.id, (content) => ({ ...content, ownWords }));
}

/** Paused, nothing new is learnt, and drafts are written without the voice. Doing so twice changes nothing. */
export async function pauseVoice({ voices }: VoiceDeps, actor: Actor, paused: boolean): Promise<void> {
  await voices.change(actor.organizationId, actor.id, (content) => ({ ...content, paused }));
}

/** Takes one example away. One that is gone already is no fault. @returns whether it was there */
export async function removeExample({ voices }: VoiceDeps, actor: Actor, key: string): Promise<boolean> {
  let wasThere = false;
  await voices.change(actor.organizationId, actor.id, (content) => {
    const examples = content.examples.filter((example) => exampleKey(example) !== key);
    wasThere = examples.length < content.examples.length;
    return wasThere ? { ...content, examples } : undefined;
  });
  return wasThere;
}
