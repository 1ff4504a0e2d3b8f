import {
  maxQuestionLength,
  questionOfSection,
} from '../../../../src/coaching/knowledge/questions/question-of-section.ts';
import { quotePlace } from '../../../../src/coaching/knowledge/quote-place.ts';

describe('a section as a question', () => {
  it.each([
    ['Steps', 'what are the steps?'],
    ['Exceptions', 'are there exceptions?'],
    ['Who to ask', 'who do I ask?'],
    ['When this applies', 'when does it apply?'],
    ['How to escalate', 'how do I escalate?'],
    ['If a customer asks', 'what if a customer asks?'],
    ['How long we keep recordings', 'how long we keep recordings?'],
    ['Services and prices', 'what about services and prices?'],
    ['AST at a glance', 'what about AST at a glance?'],
    ['3.1 Levels:', 'what about levels?'],
    ['Who pays?', 'who pays?'],
  ])('%s', (heading, asked) => {
    expect(questionOfSection({ title: 'Refund', headingPath: ['Refund', heading] })).toBe(`Refund: ${asked}`);
  });

  it('is none without a heading of its own, and none that a button would have to cut', () => {
    expect(questionOfSection({ title: 'Refund', headingPath: [] })).toBeUndefined();
    expect(questionOfSection({ title: 'Refund', headingPath: ['Refund'] })).toBeUndefined();
    const title = 'T'.repeat(maxQuestionLength - ': what are the steps?'.length);
    expect(questionOfSection({ title, headingPath: ['Steps'] })).toHaveLength(maxQuestionLength);
    expect(questionOfSection({ title: `${title}T`, headingPath: ['Steps'] })).toBeUndefined();
  });
});

describe('the place of a quote', () => {
  it.each([
    ['3. Check the date.', 'step 3'],
    ['3. Check the date.\n4. Look it up.\n5. Pay.', 'steps 3–5'],
    ['Chat | 2 minutes | template B2', 'row “Chat”'],
    ['Chat | 2 minutes |\n| Phone | 30 seconds', 'rows “Chat” to “Phone”'],
    ['Items come back within 14 days.', undefined],
  ])('%s', (quote, place) => {
    expect(quotePlace(quote)?.text).toBe(place);
  });
});
