import { newEndIn, readPlanWords } from '../../../../src/coaching/plans/read-plan-words.ts';
import { createDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

describe('words about somebody’s plan', () => {
  it.each([
    ['start a PIP for Daniel', 'draft', 'Daniel'],
    ['please draft an improvement plan for Daniel Osei', 'draft', 'Daniel Osei'],
    ['Can you set up a new performance improvement plan for @Daniel Osei?', 'draft', 'Daniel Osei'],
    ['put Daniel on a PIP', 'draft', 'Daniel'],
    ['I’d like to start a plan for Daniel', 'draft', 'Daniel'],
    ['create a PIP', 'draft', ''],
    ['how is Daniel’s plan going?', 'show', 'Daniel'],
    ["how's Daniel's PIP coming along", 'show', 'Daniel'],
    ['show me Daniel’s plan', 'show', 'Daniel'],
    ['What’s the status of Daniel’s improvement plan?', 'show', 'Daniel'],
    ['Daniel’s plan', 'show', 'Daniel'],
    ['Daniel Osei’s PIP progress', 'show', 'Daniel Osei'],
    ['can I see Daniel’s plan?', 'show', 'Daniel'],
    ['where are we with Daniel’s plan?', 'show', 'Daniel'],
    ['how is Daniel doing on his plan?', 'show', 'Daniel'],
    ['is Daniel on track with his PIP?', 'show', 'Daniel'],
    ['show the PIP for Daniel', 'show', 'Daniel'],
    ['approve Daniel’s plan', 'show', 'Daniel'],
    ['Marcus’ plan', 'show', 'Marcus'],
    ['extend Daniel’s plan by two weeks', 'extend', 'Daniel'],
    ['extend Daniel’s PIP until 18 December', 'extend', 'Daniel'],
    ['extend the plan for Daniel by a month', 'extend', 'Daniel'],
    ['give Daniel two more weeks on his plan', 'extend', 'Daniel'],
    ['add an update to Daniel’s plan: calmer openings', 'update', 'Daniel'],
    ['hold the check-in for Daniel’s plan', 'check-in', 'Daniel'],
    ['check in on Daniel’s PIP', 'check-in', 'Daniel'],
    ['complete Daniel’s plan', 'end', 'Daniel'],
    ['cancel Daniel’s improvement plan', 'end', 'Daniel'],
    ['who is on a PIP?', 'list', ''],
    ['show me the improvement plans of my team', 'list', ''],
    ['list all open PIPs', 'list', ''],
    ['plans waiting for my approval', 'list', ''],
  ])('%s', (text, kind, about) => {
    const wish = readPlanWords(text);
    expect([wish?.kind, wish?.about]).toEqual([kind, about]);
  });

  it('an update and an extension keep their words, an end its kind', () => {
    expect(readPlanWords('update Daniel’s plan - he shadowed Ana twice')).toMatchObject({
      words: 'he shadowed Ana twice',
    });
    expect(readPlanWords('extend Daniel’s plan by two weeks')).toMatchObject({ by: 'by two weeks' });
    expect(readPlanWords('cancel Daniel’s plan')).toMatchObject({ how: 'cancel' });
    expect(readPlanWords('close Daniel’s plan')).toMatchObject({ how: 'complete' });
    expect(readPlanWords('fail Daniel’s PIP')).toMatchObject({ how: 'fail' });
  });

  it.each([
    'how do I refund without a receipt?',
    'what is our complaint procedure?',
    'how do I start a PIP?',
    'when should a PIP be extended?',
    'what happens after a PIP?',
    'what is a performance improvement plan?',
    'who approves a PIP?',
    'can a PIP be cancelled?',
    'what does the PIP policy say?',
    'is there a template for an improvement plan?',
    'how long is a performance improvement plan?',
    'my plan',
    'show my PIP',
    'how is my plan going?',
    'what’s the plan?',
    'the customer’s plan',
    'what is the customer’s plan?',
    'show me our growth plan',
    'Daniel’s growth plan',
    'Daniel’s shift plan for tomorrow',
    'set up a payment plan for the customer',
    'make a plan',
    'I want to set a goal: get better at closing calls by March',
    'let’s make a plan for the call with a difficult customer and then talk it through',
    'check in with me every Friday',
    'extend the return window by two weeks',
    'how do I cancel a customer’s care plan?',
    'add a step: shadow Ana',
    'drop the second win',
    'who struggled with refunds last month?',
    'sessions with Priya last month',
  ])('nothing of it: %s', (text) => {
    expect(readPlanWords(text)).toBeUndefined();
  });
});

describe('how much longer', () => {
  const of = { targetEndOn: '2026-12-20', today: '2026-11-20', dates: createDateReader() };
  it.each([
    ['by two weeks', '2027-01-03'],
    ['by 10 days', '2026-12-30'],
    ['by a month', '2027-01-20'],
    ['another week', '2026-12-27'],
    ['two more weeks', '2027-01-03'],
    ['until 15 January', '2027-01-15'],
    ['', undefined],
  ])('%s', (by, day) => {
    expect(newEndIn(by, of)).toBe(day);
  });
});
