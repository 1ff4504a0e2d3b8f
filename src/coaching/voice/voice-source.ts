import { describeVoice } from './describe-voice.ts';
import { readOwnWords } from './own-words.ts';
import type { VoiceRepository, VoiceSource } from './ports.ts';

/** Examples that a drafter is given: the newest, which is how the coach writes now. */
const examplesGiven = 12;

export const createVoiceSource = (voices: Pick<VoiceRepository, 'find'>): VoiceSource => ({
  async guideOf(organizationId, coachId) {
    const profile = await voices.find(organizationId, coachId);
    if (profile === undefined || profile.paused) return undefined;
    const { examples, ownWords, traits } = profile;
    if (examples.length === 0 && ownWords === '') return undefined;
    return {
      ownWords,
      traits: describeVoice(traits),
      examples: examples.slice(-examplesGiven).map(({ before, after }) => ({ before, after })),
      measured: readOwnWords(ownWords, traits),
    };
  },
});
