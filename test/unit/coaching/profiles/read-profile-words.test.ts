import { readAnswerWords } from '../../../../src/coaching/profiles/read-answer-words.ts';
import { readProfileWords } from '../../../../src/coaching/profiles/read-profile-words.ts';

describe('words about one’s own profile', () => {
  it.each([
    ['set my learning style to visual', { kind: 'set', field: 'learning_style', text: 'visual' }],
    ['Please change my best coaching time to mornings', { kind: 'set', field: 'best_coaching_time' }],
    ['my motivators are recognition and growth', { kind: 'set', field: 'motivators' }],
    ['My star card is thinking 3, planning 2, acting 1, feeling 2, imagination 1', { field: 'star_card' }],
    ['my flow attributes are steady and curious', { kind: 'set', field: 'flow' }],
    ['set my role to Floor captain', { kind: 'set', field: 'role', text: 'Floor captain' }],
    ['Update my career aspirations: I want to coach others', { kind: 'set', field: 'aspirations' }],
    ['set wellbeing to 6', { kind: 'set', field: 'wellbeing' }],
    ['add Spanish to my languages', { kind: 'add', field: 'languages', text: 'Spanish' }],
    ['remove refunds from my expertise', { kind: 'drop', field: 'expertise', text: 'refunds' }],
    ['who can see my star card?', { kind: 'who-sees', field: 'star_card' }],
    ['Who sees my signs of stress', { kind: 'who-sees', field: 'stress_indicators' }],
    ['is my wellbeing private?', { kind: 'who-sees', field: 'wellbeing' }],
    ['hide my aspirations', { kind: 'visibility', field: 'aspirations', visibility: 'private' }],
    ['keep my personal goals to myself', { kind: 'visibility', visibility: 'private' }],
    [
      'make my expertise visible to everyone',
      { kind: 'visibility', field: 'expertise', visibility: 'organization' },
    ],
    ['make my star card visible to my leaders', { kind: 'visibility', visibility: 'line' }],
    ['share my flow with my team leader', { kind: 'visibility', field: 'flow', visibility: 'line' }],
    ['make my motivators private', { kind: 'visibility', visibility: 'private' }],
    ['show my star card to my line', { kind: 'visibility', field: 'star_card', visibility: 'line' }],
    ['delete my aspirations', { kind: 'remove', field: 'aspirations' }],
    ['clear my hidden talents from my profile', { kind: 'remove', field: 'hidden_talents' }],
    ['fill in my profile', { kind: 'fill' }],
    ['Can you help me fill in my profile', { kind: 'fill' }],
    ['let’s do my profile', { kind: 'fill' }],
    ['go on with my profile', { kind: 'fill' }],
    ['show me my profile', { kind: 'show' }],
    ['my profile', { kind: 'show' }],
    ['What is in my profile?', { kind: 'show' }],
    ['who can see my profile?', { kind: 'show' }],
    ['undo my last profile change', { kind: 'undo' }],
    ['show me Priya’s profile', { kind: 'show-person', name: 'Priya' }],
    ['profile of Priya Nair', { kind: 'show-person', name: 'Priya Nair' }],
  ])('“%s”', (text, wish) => {
    expect(readProfileWords(text)).toMatchObject(wish);
  });

  it.each([
    'how do I refund without a receipt?',
    'what is our complaint procedure',
    'What is a Star Card?',
    'how do I draw a star card?',
    'what are flow attributes',
    'who can see the transcript of a session?',
    'who can approve a refund?',
    'my role is to refund the customer',
    'my experience is that customers hang up',
    'my strengths are not showing today',
    'my team is stressed, what can I do?',
    'my department is closed on Monday',
    'my title is wrong in the invoice',
    'show me sessions with Priya',
    'set the delivery date to Friday',
    'add: call the client by Friday',
    'remove the second win',
    'drop refunds from the summary',
    'hide my number when I call a customer',
    'make it shorter',
    'change the owner to Priya',
    'what motivates people on the late shift?',
    'how do I set my goals for the quarter?',
    'my goals are to become a team leader',
    'undo',
    'delete my last message',
    'how do I update the customer profile?',
    'update the customer’s profile in the system',
    'I want to talk about my aspirations with my leader',
    'Who struggled with refunds last month?',
    'export my summaries as CSV',
    'my learning style is so different from theirs, how do we work together?',
  ])('leaves “%s” to others', (text) => {
    expect(readProfileWords(text)).toBeUndefined();
  });
});

describe('words while a question of the profile waits', () => {
  it.each([
    ['skip', 'skip'],
    ['Skip this one, please', 'skip'],
    ['skip it please', 'skip'],
    ['stop for now', 'stop'],
    ['not now', 'stop'],
    ['Stop.', 'stop'],
    ['undo that', 'back'],
    ['back', 'back'],
    ['who will see this?', 'who-sees'],
    ['only me', 'visibility'],
    ['my leaders only', 'visibility'],
    ['everyone', 'visibility'],
    ['recognition, growth and calm', 'answer'],
    ['I want to become a team leader one day', 'answer'],
    ['How things work behind the scenes', 'answer'],
    ['how do I refund without a receipt?', 'other'],
    ['what is our complaint procedure', 'other'],
    ['can you export my summaries', 'other'],
    ['show me sessions with Priya', 'other'],
    ['set my learning style to visual', 'other'],
    ['I need help with a customer', 'other'],
  ])('“%s” is: %s', (text, kind) => {
    expect(readAnswerWords(text, 'motivators').kind).toBe(kind);
  });
});
