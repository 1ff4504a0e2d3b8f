import type { Actor } from '../people/user.ts';
import { describeVoice } from './describe-voice.ts';
import type { VoiceRepository } from './ports.ts';
import type { VoiceExample } from './voice-profile.ts';

export interface VoiceDeps {
  voices: VoiceRepository;
}

/** A coach's own profile, as the coach reads it. */
export interface ShownVoice {
  /** Sentences to the coach; empty while there are too few examples. */
  traits: readonly string[];
  ownWords: string;
  paused: boolean;
  /** Newest first. */
  examples: readonly VoiceExample[];
  /** Something was reset, and can be brought back. */
  undoable: boolean;
}

/** The person's own; there is no way to ask for anybody else's. */
export async function showVoice({ voices }: VoiceDeps, actor: Actor): Promise<ShownVoice> {
  const profile = await voices.find(actor.organizationId, actor.id);
  return {
    traits: profile === undefined ? [] : describeVoice(profile.traits),
    ownWords: profile?.ownWords ?? '',
    paused: profile?.paused ?? false,
    examples: profile?.examples.toReversed() ?? [],
    undoable: profile?.forgotten !== undefined,
  };
}
