import { measureVoice } from '../../../src/coaching/voice/measure-voice.ts';
import type { VoiceRepository } from '../../../src/coaching/voice/ports.ts';
import { emptyVoice, type VoiceProfile } from '../../../src/coaching/voice/voice-profile.ts';

/** Voices in memory. `test/contract/voices.contract.ts` holds them to what PostgreSQL does. */
export function createFakeVoices(): VoiceRepository {
  const profiles = new Map<string, VoiceProfile>();
  const own = (organizationId: string, coachId: string): VoiceProfile | undefined => {
    const profile = profiles.get(coachId);
    return profile?.organizationId === organizationId ? profile : undefined;
  };
  return {
    find: (organizationId, coachId) => Promise.resolve(own(organizationId, coachId)),
    change(organizationId, coachId, change) {
      const before = own(organizationId, coachId);
      const { examples, ownWords, paused, forgotten } = before ?? emptyVoice;
      const content = { examples, ownWords, paused, ...(forgotten === undefined ? {} : { forgotten }) };
      const after = change(content);
      if (after === undefined || JSON.stringify(after) === JSON.stringify(content))
        return Promise.resolve(before);
      const profile: VoiceProfile = {
        ...after,
        coachId,
        organizationId,
        traits: measureVoice(after.examples),
        version: (before?.version ?? 0) + 1,
      };
      profiles.set(coachId, profile);
      return Promise.resolve(profile);
    },
  };
}
