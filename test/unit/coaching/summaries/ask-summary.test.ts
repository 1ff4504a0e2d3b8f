import { askSummary } from '../../../../src/coaching/summaries/ask-summary.ts';
import { refineSummary } from '../../../../src/coaching/summaries/refine-summary.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createSessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

async function open() {
  const scene = await createSessionScene();
  const { summary } = await scene.summarised();
  const summaryId = summary.id;
  return {
    summary,
    ask: (question: string, saidBefore: readonly string[] = [], who: CastName = 'cleo') =>
      askSummary(scene, { actor: scene.as(who), summaryId, question, saidBefore }),
    refine: (instruction: string) =>
      refineSummary(scene, { actor: scene.as('cleo'), summaryId, instruction, turnId: newId() }),
    version: async () => (await scene.summaries.find(scene.organizationId, summaryId))?.version,
  };
}

it('gives the words that a line rests on, with who said them', async () => {
  const { ask, version } = await open();
  const answer = await ask('why is the first win a win?');
  if (answer.kind !== 'lines') throw new Error(answer.kind);
  expect(answer.lines).toMatchObject([
    {
      section: 'wins',
      evidence: [{ speaker: 'Priya Nair', quote: expect.stringContaining('closed every ticket') as string }],
    },
  ]);
  expect(await version()).toBe(1);
});

it('takes “that” for the line that was changed last', async () => {
  const { ask, refine } = await open();
  await refine('change the first challenge to: The closing question is hard for her');
  const answer = await ask('where did she say that?');
  if (answer.kind !== 'lines') throw new Error(answer.kind);
  expect(answer.lines).toMatchObject([
    {
      text: 'The closing question is hard for her.',
      evidence: [{ quote: expect.stringContaining('struggle') as string }],
    },
  ]);
});

it('takes “that” for what was asked about last', async () => {
  const { ask, refine } = await open();
  await refine('add a win: Smiled all day');
  const answer = await ask('where did she say that?', ['what did Priya say about the customer?']);
  expect(answer.kind === 'hits' && answer.hits[0]?.quote).toContain('thanked me twice');
});

it('takes “she” for the participant of the summary', async () => {
  const { ask } = await open();
  expect(await ask('did she promise to write the card?')).toMatchObject({
    kind: 'hits',
    hits: expect.arrayContaining([
      expect.objectContaining({
        speaker: 'Priya Nair',
        quote: expect.stringContaining('write the card') as string,
      }),
    ]) as unknown,
  });
});

it('says of a line that a coach added which request brought it', async () => {
  const { ask, refine } = await open();
  await refine('add a win: Smiled all day');
  const answer = await ask('where did she say that?');
  if (answer.kind !== 'lines') throw new Error(answer.kind);
  expect([...answer.broughtBy.values()]).toMatchObject([
    { version: 2, cause: { request: 'add a win: Smiled all day' } },
  ]);
});

it('asks back when nothing says which line is meant', async () => {
  const { ask } = await open();
  expect(await ask('why is that a win?')).toMatchObject({ kind: 'ask' });
  expect(await ask('why is the ninth win there?')).toMatchObject({ kind: 'ask' });
});

it('answers nobody who may not see the session', async () => {
  const { ask } = await open();
  await expect(ask('where did she say that?', [], 'priya')).rejects.toMatchObject({
    code: 'SUMMARY_NOT_FOUND',
  });
});
