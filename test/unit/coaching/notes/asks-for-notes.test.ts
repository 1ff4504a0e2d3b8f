import { asksForNotes } from '../../../../src/coaching/notes/asks-for-notes.ts';

it.each([
  'show my notes',
  'show my notes about Priya',
  'Show me the notes about Priya Nair',
  'please show me my latest notes',
  'open urgent notes',
  'Open notes',
  'list all open notes',
  'my notes',
  'my open coaching notes this month',
  'show my notes from this month',
  'which notes are open?',
  'which notes need follow-up?',
  'are there any open notes?',
  'what notes do I have about Priya?',
  'Do I have any urgent notes about Daniel?',
  'notes shared with me',
  'show notes that are not addressed',
  'show Priya’s notes',
  'notes about Priya',
  'notes by Theo last week',
  'compliance notes from last month',
  'my high priority notes',
  'follow-up notes',
])('asks for a list: %s', (text) => {
  expect(asksForNotes(text)).toBe(true);
});

it.each([
  'notes',
  'take a note',
  'note that she was late',
  'how do I write call notes?',
  'what is our note procedure?',
  'what are the rules for call notes',
  'where do I put notes in the CRM',
  'how long do we keep notes?',
  'what should a note contain?',
  'may I open customer notes?',
  'open the customer notes field',
  'show me the refund notes procedure',
  'what is our complaint procedure?',
  'how do I refund without a receipt?',
  // Topics are searched for in the records.
  'show my notes about refunds',
  'notes about refunds',
  'what did I note about Priya?',
  'what did I note about refunds?',
  'struggled with her notes',
  // Of a summary's thread.
  'add a note to the summary',
  'open a ticket',
])('does not: %s', (text) => {
  expect(asksForNotes(text)).toBe(false);
});
