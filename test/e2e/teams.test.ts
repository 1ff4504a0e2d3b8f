import { transcript } from './support/demo-people.ts';
import { openTeamsDesk, type TeamsDesk } from './support/teams-desk.ts';

const coaching = { name: 'coaching.vtt', content: transcript('coaching-priya-and-daniel.vtt') };
/** Not the file that is known already. */
const longer = {
  content: `${coaching.content.trimEnd()}\n\n00:59:00.000 --> 00:59:04.000\n<v Daniel Osei>I'll tidy the shared inbox.\n`,
};
const workshop = { name: 'workshop.txt', content: transcript('workshop-difficult-calls.txt') };

describe('Teams, in the Agents Playground', () => {
  let desk: TeamsDesk;

  beforeAll(async () => {
    desk = await openTeamsDesk('naomi.feldman@fennimoor.example');
  });
  afterAll(() => desk.close());

  it('answers in the personal chat with citations that survive the wire', async () => {
    const answer = await desk.ask('How do I refund without a receipt?', 'Search Rootstock', 'citation');
    expect(answer.aiEntity).toMatchObject({
      additionalType: ['AIGeneratedContent'],
      citation: [
        { position: 1, appearance: { abstract: expect.stringContaining('Search Rootstock') as unknown } },
      ],
    });
  });

  it('takes what is wrong or missing with an answer, for the admins, without the question', async () => {
    const answer = await desk.ask('What do I do with an abusive caller?', 'It’s missing', 'answer.ask');
    expect(JSON.stringify(answer)).not.toContain('answer.up');
    await desk.press(answer, 'It’s missing');
    await desk.shown('I’ve told the admins that something is missing', 'They see neither your name');
    expect(await desk.demo.rows('SELECT kind, question FROM knowledge_gaps')).toEqual([
      { kind: 'missing', question: null },
    ]);
    await desk.ask('/gaps', 'Only admins look after the knowledge base.');
  });

  it('takes a note in the same words as elsewhere, and takes it back', async () => {
    const note = await desk.ask(
      '/note @Priya Raman great empathy on the call #quality',
      'Noted about Priya Raman',
      'Positive',
      '#quality',
    );
    await desk.press(note, 'Undo');
    await desk.shown('Removed. The note about Priya Raman is gone.');
    await desk.ask('/note', 'What did you notice?', 'Input.ChoiceSet');
  });

  describe('a session, where there are no threads', () => {
    it('shows the card and the summaries, one under the other', async () => {
      await desk.upload('1:1 with Priya and Daniel on 10 March 2026', coaching);
      await desk.shown('Tue 10 Mar 2026', 'Who spoke', 'Refine in your own words');
      await desk.shown('"text":"Daniel Osei"', 'Action items', 'Refine');
    });

    it('refines by name and by the button, and shows what changed', async () => {
      await desk.ask('shorter', 'Whose summary do you mean: Priya Raman or Daniel Osei?');
      const changed = await desk.ask(
        'Daniel: drop the second win',
        'Changed **Daniel Osei**’s summary (now version 2)',
        'Everything else is untouched.',
      );
      await desk.press(changed, 'Undo');
      await desk.shown('Took back the last change of **Daniel Osei**’s summary');
      const which = await desk.ask('a bit shorter', 'Whose summary do you mean');
      await desk.press(which, 'Priya Raman');
      // The press goes on with what was said, and chooses the summary for the next words.
      await desk.shown('Changed **Priya Raman**’s summary (now version 2)');
      await desk.ask('the first win is the best one', 'Priya Raman', 'is unchanged');
    });

    it('understands what is said about the last change, and about everyone', async () => {
      await desk.ask('what changed?', '**Priya Raman**: from version 1 to version 2');
      await desk.ask('undo', 'Took back the last change of **Priya Raman**');
      await desk.ask('redo', 'Brought the change of **Priya Raman**’s summary back');
      await desk.ask('show the history', 'Priya Raman: history', 'Version 2: “a bit shorter”');
      await desk.ask('why is the first win a win?', 'It rests on these words', 'Priya Raman, 0');
      const preview = await desk.ask(
        'add a recommendation for everyone: try the cards',
        'This would change 2 summaries',
      );
      await desk.press(preview, 'Apply');
      const done = await desk.shown('Changed 2 summaries.');
      await desk.press(done, 'Undo all');
      await desk.shown('Took the change back in 2 summaries.');
    });

    it('still answers plain questions from the knowledge base, and thanks for thanks', async () => {
      await desk.ask('What do I do with an abusive caller?', 'First warning', 'citation');
      await desk.ask('thanks!', 'You’re welcome.');
      await desk.ask('looks good', 'I’m here when you need me.');
      await desk.ask('what did Daniel say about Aoife?', 'Aoife', 'Daniel Osei, 0');
    });

    it('edits each card in its place, however long', async () => {
      const changed = await desk.ask('Priya: drop the first challenge', 'now version 7');
      const approved = await desk
        .press(changed, 'Approve')
        .then(() => desk.shown('is approved at version 7'));
      expect(JSON.stringify(approved)).toContain('Priya Raman, the coach, the coach’s line and admins');
      await desk.shown('Approved on', '"text":"Priya Raman"');
      // Each card was edited in its place: nothing is there twice.
      expect(desk.posted('"text":"Wins"')).toBe(0);
      expect(desk.posted('"text":"Recommendations"')).toBe(0);
    });

    it('keeps two sessions of one upload apart', async () => {
      await desk.upload('two sessions from 4 March 2026', { ...longer, name: 'again.vtt' }, workshop);
      await desk.shown('"text":"Daniel Osei"', 'Action items');
      await desk.shown('"text":"Aoife Brennan"', 'Action items');
      await desk.ask('Aoife: drop the first challenge', 'Changed **Aoife Brennan**’s summary');
    });
  });
});
