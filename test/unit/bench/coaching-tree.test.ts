import { createQuestionTree } from '../../../src/models/coach/offline/question-tree.ts';
import { createDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { holdTalks } from '../../support/coach/held-talks.ts';

it('the question tree holds all twenty conversations by the method', async () => {
  const score = await holdTalks(createQuestionTree({ dates: createDateReader() }));
  expect(score.failures).toEqual([]);
  expect(score).toMatchObject({ passed: 20, total: 20 });
});
