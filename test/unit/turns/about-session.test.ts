import { isAboutSession } from '../../../src/turns/sessions/about-session.ts';

const participants = ['Naomi Feldman', 'Priya Raman', 'Daniel Osei'];
const isMeant = (text: string, isChosen = false): boolean => isAboutSession(text, { participants, isChosen });

describe('in a place without threads', () => {
  it.each([
    'shorter',
    'a bit warmer please',
    'undo',
    'please make it shorter',
    'drop the second win',
    'can you remove the last action item?',
    'add: call the client by Friday',
    'Priya: drop the second win',
    '@Daniel Osei, shorter',
    'set the due date to Monday',
    'replace angry with frustrated',
    'what did Daniel say about Aoife?',
    'where in the transcript is the promise mentioned?',
    'in Priya’s summary, assign the first action to Elena',
    'redo',
    'back to version 2',
    'compare version 1 and 3',
    'what changed?',
    'show the history',
    'make all of them shorter',
    'reopen',
  ])('%j is about the session', (text) => {
    expect(isMeant(text)).toBe(true);
  });

  it.each([
    'How do I refund without a receipt?',
    'customer lost her receipt',
    'how much goodwill can Priya approve?',
    'how do I change the delivery address?',
    'what do I do with an abusive caller?',
    'can I add a note to a closed account?',
    'what does the procedure say about recordings?',
    'delivery takes too long',
  ])('%j is a question like any other', (text) => {
    expect(isMeant(text)).toBe(false);
    expect(isMeant(text.endsWith('?') ? text : `${text}?`, true)).toBe(false);
  });

  it('takes a question about a line, or about “that”, for one about the session just after "Refine"', () => {
    for (const question of [
      'where did she say that?',
      'why is the second win a win?',
      'did he promise a date?',
    ]) {
      expect(isMeant(question, true)).toBe(true);
      expect(isMeant(question)).toBe(false);
    }
  });

  it('takes what is no question for a refinement just after "Refine"', () => {
    expect(isMeant('the client was kind, not angry', true)).toBe(true);
    expect(isMeant('the client was kind, not angry')).toBe(false);
  });
});
