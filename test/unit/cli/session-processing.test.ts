import type { Core } from '../../../src/app/open-core.ts';
import { processWithProgress } from '../../../src/cli/commands/session-processing.ts';
import type { SummaryDrafter } from '../../../src/coaching/summaries/ports.ts';
import { createOfflineDrafter } from '../../../src/models/summaries/offline-drafter.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { createSessionScene } from '../../support/session-scene.ts';

/** Drafts in two parts each; the second of Daniel's fails while `fault` is set. */
async function openCommand() {
  const offline = createOfflineDrafter();
  const model: { fault?: Error } = {};
  const drafter: SummaryDrafter = {
    ...offline,
    split: ({ segments }) => Promise.resolve([segments.slice(0, 3), segments.slice(3)]),
    draft(request, signal) {
      const isSecond = request.segments[0]?.index !== 0;
      if (model.fault !== undefined && isSecond && request.participant.name === 'Daniel Osei') {
        return Promise.reject(model.fault);
      }
      return offline.draft(request, signal);
    },
  };
  const scene = await createSessionScene({ drafter });
  const { id: sessionId, organizationId } = await scene.upload();
  const shown: string[] = [];
  const output = { json: false, result: () => undefined, progress: (text: string) => void shown.push(text) };
  // Safe cast: the command takes from the core what the scene has.
  const core = scene as unknown as Core;
  const run = () => processWithProgress({ core, output }, { organizationId, sessionId });
  return { model, shown, run };
}

describe('summaries on the command line', () => {
  it('show a bar with whose summary it is, and which part', async () => {
    const { shown, run } = await openCommand();
    const { summaries } = await run();
    expect(summaries.map(({ participant }) => participant)).toEqual(['Priya Nair', 'Daniel Osei']);
    expect(shown).toEqual([
      '[------------------------] 0/2 Summarising Priya Nair, 1 of 2 · part 1 of 2',
      '[------------------------] 0/2 Summarising Priya Nair, 1 of 2 · part 2 of 2',
      '[############------------] 1/2 Summarising Daniel Osei, 2 of 2 · part 1 of 2',
      '[############------------] 1/2 Summarising Daniel Osei, 2 of 2 · part 2 of 2',
      '[########################] 2/2',
    ]);
  });

  it.each([
    [
      'what is known',
      new AppError({ code: 'MODEL_001', message: 'away', userMessage: 'The model is away.' }),
      'MODEL_001',
      /^I stopped while summarising Daniel Osei, part 2\. The model is away\. Run the same command again.* Reference \S+$/,
    ],
    [
      'what nobody foresaw',
      new TypeError('x is undefined'),
      'SESSION_030',
      /^I stopped while summarising Daniel Osei, part 2\. Run the same command again/,
    ],
  ])('say where they stopped, with a reference: %s', async (_what, fault, code, userMessage) => {
    const { model, shown, run } = await openCommand();
    model.fault = fault;
    await expect(run()).rejects.toMatchObject({
      code,
      userMessage: expect.stringMatching(userMessage) as string,
    });
    delete model.fault;
    shown.length = 0;
    await run();
    expect(shown).toHaveLength(2);
  });
});
