import { approveSummary } from '../../../../src/coaching/summaries/approve-summary.ts';
import { refineSummary } from '../../../../src/coaching/summaries/refine-summary.ts';
import { undoSummary } from '../../../../src/coaching/summaries/undo-summary.ts';
import type { Summary } from '../../../../src/coaching/summaries/summary.ts';
import { pauseVoice, removeExample, writeOwnWords } from '../../../../src/coaching/voice/edit-voice.ts';
import { createVoiceLearner, learningSummaries } from '../../../../src/coaching/voice/learn-voice.ts';
import { resetVoice, undoResetVoice } from '../../../../src/coaching/voice/reset-voice.ts';
import { showVoice } from '../../../../src/coaching/voice/show-voice.ts';
import { exampleKey } from '../../../../src/coaching/voice/voice-profile.ts';
import { createVoiceSource } from '../../../../src/coaching/voice/voice-source.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createFakeVoices } from '../../../support/fakes/voices.ts';
import { recordedLogger } from '../../../support/recorded-log.ts';
import { createSessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

/** Cleo's session with Priya; what is refined and approved there teaches. */
async function open() {
  const scene = await createSessionScene();
  const voices = createFakeVoices();
  const log = recordedLogger();
  const learner = createVoiceLearner({ ...scene, voices, logger: log.logger });
  const deps = { ...scene, summaries: learningSummaries(scene.summaries, learner), voices };
  const { summary } = await scene.summarised();
  const line = (section: string, of: Summary = summary) => of.lines.find((one) => one.section === section);
  /** As it is kept: without names. */
  const drafted = (section: string) => line(section)?.text.replace('Priya', '[name]');
  const refine = async (instruction: string, who: CastName = 'cleo', turnId = newId()) => {
    const result = await refineSummary(deps, {
      actor: scene.as(who),
      summaryId: summary.id,
      instruction,
      turnId,
    });
    if (result.kind !== 'changed') throw new Error(result.kind);
    return result.summary;
  };
  const approve = (who: CastName) => approveSummary(deps, { actor: scene.as(who), summaryId: summary.id });
  const learnt = async (who: CastName) =>
    (await showVoice(deps, scene.as(who))).examples.map(({ before, after }) => ({ before, after }));
  const guideOf = (who: CastName) =>
    createVoiceSource(voices).guideOf(scene.organizationId, scene.people[who].id);
  return { ...scene, deps, voices, log, summary, drafted, refine, approve, learnt, guideOf };
}

describe('what a coach dictates', () => {
  it('is kept as an example, without names and figures, once however often the turn is tried', async () => {
    const { drafted, refine, learnt } = await open();
    const turnId = newId();
    const words = 'change the first win to: Closed all 14 tickets for Priya before Friday';
    await refine(words, 'cleo', turnId);
    await refine(words, 'cleo', turnId);
    expect(await learnt('cleo')).toEqual([
      { before: drafted('wins'), after: 'Closed all [number] tickets for [name] before Friday.' },
    ]);
  });

  it('of one line is kept at its latest, beside the words of the draft; undone wording is no lesson', async () => {
    const { deps, as, summary, drafted, refine, learnt } = await open();
    const draft = drafted('wins');
    await refine('change the first win to: Closed the week early');
    await refine('change the first win to: Finished early');
    expect(await learnt('cleo')).toEqual([{ before: draft, after: 'Finished early.' }]);
    await undoSummary(deps, { actor: as('cleo'), summaryId: summary.id, turnId: newId() });
    expect(await learnt('cleo')).toHaveLength(1);
  });

  it('is not what a machine made of “shorter”, unless the coach approves it', async () => {
    const { drafted, refine, approve, learnt } = await open();
    const draft = drafted('wins');
    const shorter = await refine('make the first win shorter');
    expect(await learnt('cleo')).toEqual([]);
    await approve('cleo');
    await approve('cleo');
    const after = shorter.lines.find(({ section }) => section === 'wins')?.text;
    expect(await learnt('cleo')).toEqual([{ before: draft, after }]);
  });

  it('may be a word that goes, when it was named', async () => {
    const { refine, learnt } = await open();
    await refine('change the first win to: Really closed the week early');
    await refine('replace “Really closed” with “Closed” in the first win');
    expect((await learnt('cleo')).map(({ after }) => after)).toEqual(['Closed the week early.']);
  });

  it('is the coach’s own: a leader’s edits and approvals teach neither of them', async () => {
    const { refine, approve, learnt, guideOf, people } = await open();
    await refine('change the first win to: Perused the tickets in full', 'ada');
    await approve('ada');
    for (const who of ['cleo', 'ada', 'maya'] as const) {
      expect(await learnt(who)).toEqual([]);
      expect(await guideOf(who)).toBeUndefined();
    }
    expect(people.ada.id).not.toBe(people.cleo.id);
  });

  it('approved by the coach, still leaves out lines that somebody else reworded last', async () => {
    const { refine, approve, learnt } = await open();
    await refine('change the first win to: Perused the tickets in full', 'ada');
    await refine('change the first challenge to: Closing feels hard');
    await approve('cleo');
    expect((await learnt('cleo')).map(({ after }) => after)).toEqual(['Closing feels hard.']);
  });
});

describe('a voice', () => {
  it('is paused, and then neither learns nor speaks', async () => {
    const { deps, as, refine, learnt, guideOf } = await open();
    await refine('change the first win to: Closed the week early');
    await pauseVoice(deps, as('cleo'), true);
    await refine('change the first challenge to: Closing feels hard');
    expect(await learnt('cleo')).toHaveLength(1);
    expect(await guideOf('cleo')).toBeUndefined();
    await pauseVoice(deps, as('cleo'), false);
    expect(await guideOf('cleo')).toMatchObject({ examples: [{ after: 'Closed the week early.' }] });
  });

  it('takes own words and loses an example, each once', async () => {
    const { deps, as, refine, guideOf } = await open();
    await refine('change the first win to: Closed the week early');
    await writeOwnWords(deps, as('cleo'), ' I say “agent”, not “rep”. ');
    expect(await guideOf('cleo')).toMatchObject({
      ownWords: 'I say “agent”, not “rep”.',
      measured: { favourites: [{ from: 'rep', to: 'agent' }] },
    });
    await expect(writeOwnWords(deps, as('cleo'), 'x'.repeat(1_001))).rejects.toMatchObject({
      code: 'VOICE_001',
    });
    const [example] = (await showVoice(deps, as('cleo'))).examples;
    const key = exampleKey(example ?? { summaryId: '', lineId: '' });
    expect(await removeExample(deps, as('theo'), key)).toBe(false);
    expect(await removeExample(deps, as('cleo'), key)).toBe(true);
    expect(await removeExample(deps, as('cleo'), key)).toBe(false);
  });

  it('is reset, brought back, and gone for good with the next lesson', async () => {
    const { deps, as, refine, learnt } = await open();
    await refine('change the first win to: Closed the week early');
    const before = await learnt('cleo');
    await resetVoice(deps, as('cleo'));
    await resetVoice(deps, as('cleo'));
    expect(await learnt('cleo')).toEqual([]);
    await undoResetVoice(deps, as('cleo'));
    expect(await learnt('cleo')).toEqual(before);
    await resetVoice(deps, as('cleo'));
    await refine('change the first challenge to: Closing feels hard');
    await expect(undoResetVoice(deps, as('cleo'))).rejects.toMatchObject({ code: 'VOICE_002' });
    expect(await learnt('cleo')).toHaveLength(1);
  });

  it('that cannot be learnt stops nothing, and no word of it is logged', async () => {
    const { deps, log, refine } = await open();
    deps.voices.change = () => Promise.reject(new Error('down: Closed the week early'));
    expect((await refine('change the first win to: Closed the week early')).version).toBe(2);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    expect(JSON.stringify(log.lines)).not.toContain('Closed the week');
  });

  it('holds the newest fifty', async () => {
    const { deps, as, people, organizationId, refine } = await open();
    const examples = Array.from({ length: 50 }, (_unused, index) => ({
      ...{ before: 'a', after: `b ${index}`, summaryId: newId(), lineId: newId(), at: new Date() },
    }));
    await deps.voices.change(organizationId, people.cleo.id, (content) => ({ ...content, examples }));
    await refine('change the first win to: Closed the week early');
    const shown = (await showVoice(deps, as('cleo'))).examples;
    expect([shown.length, shown[0]?.after, shown.at(-1)?.after]).toEqual([
      50,
      'Closed the week early.',
      'b 1',
    ]);
  });
});
