import { readPrivacyWords } from '../../../../src/coaching/privacy/read-privacy-words.ts';

describe('words about one’s own data', () => {
  it.each([
    ['forget this', 'this'],
    ['Please forget that.', 'this'],
    ['Could you forget this conversation?', 'this'],
    ['erase this talk', 'this'],
    ['forget what we just talked about', 'this'],
    ['delete the last conversation', 'this'],
    ['forget my last message', 'last'],
    ['Forget the last thing I said', 'last'],
    ['please forget what I just said', 'last'],
    ['delete my last question', 'last'],
    ['forget everything', 'everything'],
    ['Forget everything we talked about', 'everything'],
    ['please delete everything I told you', 'everything'],
    ['forget all our conversations', 'everything'],
    ['delete my chat history', 'everything'],
    ['wipe our conversations', 'everything'],
  ])('“%s” means %s', (text, kind) => {
    expect(readPrivacyWords(text)).toEqual({ kind: 'forget', what: { kind } });
  });

  it.each([
    ['forget what I said about my manager', ['manager']],
    ['Please forget everything I told you about the divorce.', ['divorce']],
    ['forget our talk about presenting to the board', ['presenting', 'board']],
    ['delete what we discussed about pay', ['pay']],
    ['forget what I’ve told you about Priya', ['priya']],
  ])('“%s” is about %j', (text, terms) => {
    expect(readPrivacyWords(text)).toEqual({ kind: 'forget', what: { kind: 'about', terms } });
  });

  it.each([
    ['export my data', 'export'],
    ['Can you export all my data please?', 'export'],
    ['download a copy of my personal data', 'export'],
    ['send me everything you know about me', 'export'],
    ['I want a copy of all my data', 'export'],
    ['delete me', 'delete-me'],
    ['please delete my account', 'delete-me'],
    ['erase all my data', 'delete-me'],
    ['forget me', 'delete-me'],
    ['delete everything you know about me', 'delete-me'],
    ['privacy', 'page'],
    ['who can see this?', 'page'],
    ['Who can read what I tell you?', 'page'],
    ['is this confidential?', 'page'],
    ['how do I delete my data?', 'page'],
  ])('“%s” asks for %s', (text, kind) => {
    expect(readPrivacyWords(text)).toEqual({ kind });
  });

  it.each([
    'forget it',
    'forget about it',
    'Never mind, forget it, how do I refund without a receipt?',
    'how do we delete a customer’s data?',
    'What is our privacy policy?',
    'How do I refund without a receipt?',
    'what is our complaint procedure',
    'who can see the customer’s card number',
    'the client asked me to delete his account, what do I do?',
    'delete the second win',
    'remove the line about refunds',
    'forget the second point',
    'export my summaries as CSV',
    'export the data from the CRM',
    'how do I export my data from Salesforce',
    'I forget what the procedure says about refunds',
    'what did we talk about?',
    'is this customer entitled to a refund?',
    'who can approve a refund over 500?',
    'clear the queue before lunch',
    'erase the card number from the recording',
    'what do I do when a caller asks to be forgotten?',
    'give me my scores',
    'show me my action items',
  ])('“%s” is none', (text) => {
    expect(readPrivacyWords(text)).toBeUndefined();
  });
});
