import {
  advises,
  countQuestions,
  isOpen,
  partsOfQuestion,
} from '../../../../src/coaching/talks/question-words.ts';

const openQuestions = [
  'What would be most useful to talk about today?',
  'Take me through it.',
  'Tell me about one call that went that way.',
  'What did you do that helped, even a little?',
  'How sure are you, from one to ten?',
  'On a scale from one to ten, how sure are you?',
  'Which one will you do, and when?',
  'Which one will you do, when, and how will you notice that you did?',
  'If this call were perfect, what would the customer tell a friend?',
  'You chose to call Ms Krüger on Thursday: what came of it?',
  'On which day will you do it?',
  'Of your two ideas, which one will you try?',
  'So, Jürgen, what part of this is in your hands?',
  'What would happen if you waited ten seconds?',
  'What else? ',
  'What, do you think, told you that the customer had heard enough?',
  'What was that like for you, when she raised her voice?',
  'Who could help you with it?',
  "What's yours here, and what belongs to the customer?",
  'Was war in diesem Gespräch am schwersten?',
  'Wie sicher bist du, von eins bis zehn?',
  '¿Qué te ayudó en esa llamada?',
  'Qu’est-ce qui t’a aidé ?',
];

const closedQuestions = [
  'Did that help?',
  'Do you want to talk about handle time?',
  'Is it the script?',
  'So, are you sure?',
  'Have you told Elena?',
  'When you call her, will you say sorry?',
  'If it happens again, would you call?',
  'You felt ignored, right?',
  'Was it hard?',
  'Can you tell me more?',
  'Does the template, when you use it, help?',
  'Hast du es versucht?',
  'That was a long call?',
  'You chose a step.',
];

const advice = [
  'You should slow down.',
  'You need to apologise first.',
  'You might want to ask Tomás.',
  'Try to stay calm.',
  'Maybe try a template.',
  'Start each call with her name.',
  'First, write down three lines.',
  'I suggest a template.',
  'I’d recommend waiting.',
  'My advice is to wait.',
  'If I were you, I would call.',
  'It would help if you listened longer.',
  'It helps to listen.',
  'What if you used a template?',
  'Have you thought of using the template?',
  'Why don’t you ask Elena?',
  'Why not ask Elena?',
  'How about calling him?',
  'What about writing it down?',
  'Could you ask Elena for help?',
  'You could ask Elena.',
  'When she shouts, could you breathe first?',
  'Can you just write it down?',
  'Wouldn’t it be better to wait?',
  'The best way is to wait.',
  'Make sure that you smile.',
  'Don’t interrupt her.',
  'Du solltest warten.',
  'Deberías esperar.',
];

const noAdvice = [
  'You said the queue was red and you felt stuck.',
  'Three upset callers before lunch is a lot.',
  'You try to stay calm when they shout.',
  'You couldn’t reach her, and you were left with the case.',
  'You could hear that she was worried.',
  'Planning is your longest point.',
  '“You should always ask for the order number first.” is what the procedure says.',
  'Take me through it.',
  'Tell me more about that moment.',
  'Call times went up in March.',
  'What do you know for sure, and what do you assume?',
  'What would happen if you waited ten seconds?',
  'What would your best colleague try?',
  'Which one will you do, and when?',
  'You have two ideas: a template and a note on the desk.',
  'Take your time.',
  'What could you try?',
  'Which one will you take, and on which day?',
  'What would you say if you knew a little?',
  'When will you call her, and how will you notice that it helped?',
  'What might you start with?',
  'Who could you ask?',
  'How about you: what did you need?',
];

describe('telling questions apart', () => {
  it.each(openQuestions)('takes as open: %s', (question) => {
    expect(isOpen(question)).toBe(true);
  });
  it.each(closedQuestions)('takes as closed: %s', (question) => {
    expect(isOpen(question)).toBe(false);
  });

  it('counts what is asked, and not what is quoted', () => {
    expect(countQuestions('You were stuck.\n\nWhat happened then?')).toBe(1);
    expect(countQuestions('What happened? How did you feel?')).toBe(2);
    expect(countQuestions('Take me through it. What did she say?')).toBe(2);
    expect(countQuestions('Tell me, what happened?')).toBe(1);
    expect(countQuestions('What?! Really??')).toBe(2);
    expect(countQuestions('“What do you assume?” is a question of the guide. Which one is yours?')).toBe(1);
    expect(countQuestions('> What was said?\nYou said a lot.')).toBe(0);
  });

  it('sees the second question inside one sentence', () => {
    expect(partsOfQuestion('What happened?')).toBe(1);
    expect(partsOfQuestion('What do you know for sure, and what do you assume?')).toBe(2);
    expect(partsOfQuestion('What happened, how did you feel and what will you do?')).toBe(3);
    expect(partsOfQuestion('What happened, and did it help?')).toBeGreaterThan(3);
    expect(partsOfQuestion('If it went well, what would you see?')).toBe(1);
  });
});

describe('telling advice apart', () => {
  it.each(advice)('hears advice in: %s', (text) => {
    expect(advises(text)).toBe(true);
  });
  it.each(noAdvice)('hears none in: %s', (text) => {
    expect(advises(text)).toBe(false);
  });

  it('gives a duty back that the person spoke of themselves', () => {
    expect(advises('You feel that you should be faster.', 'I should be faster')).toBe(false);
    expect(advises('You could ask Tom, or write a note.', 'I could ask Tom. Or I write a note.')).toBe(false);
    expect(advises('You should be slower.', 'I am slow')).toBe(true);
  });
});
