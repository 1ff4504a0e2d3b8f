import { cleanSpeech } from '../../../../src/models/summaries/clean-speech.ts';

describe('clean speech', () => {
  it('has no sounds and stage directions, and keeps what stands for personal data', () => {
    expect(cleanSpeech('Um, I called [laughs] the customer back (inaudible) twice.')).toBe(
      'I called the customer back twice.',
    );
    expect(cleanSpeech('So, call me on [phone number] or [card number].')).toBe(
      'call me on [phone number] or [card number].',
    );
  });
});
