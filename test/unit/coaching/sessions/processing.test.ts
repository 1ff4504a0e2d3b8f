import {
  processSession,
  type ProcessSessionDeps,
} from '../../../../src/coaching/sessions/process-session.ts';
import { failedStep } from '../../../../src/coaching/sessions/processing/failed-step.ts';
import type { ProcessingLedger } from '../../../../src/coaching/sessions/processing-ledger.ts';
import { retrySession } from '../../../../src/coaching/sessions/retry-session.ts';
import type { DraftRequest, SummaryDrafter } from '../../../../src/coaching/summaries/ports.ts';
import type { Template, TemplateChoice } from '../../../../src/coaching/templates/template.ts';
import type { StructuredModel } from '../../../../src/models/summaries/structured-model.ts';
import { createSummaryDrafter } from '../../../../src/models/summaries/summary-models.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createSessionScene, type SessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

/** Reads a transcript in parts of two segments; each part gives a win that quotes its first. Keeps what it was asked. */
function partDrafter() {
  const drafted: string[] = [];
  const requests: DraftRequest[] = [];
  const watch: { drafted: string[]; requests: DraftRequest[]; failOn?: string; drafter: SummaryDrafter } = {
    drafted,
    requests,
    drafter: {
      split: ({ segments }) =>
        Promise.resolve(
          Array.from({ length: Math.ceil(segments.length / 2) }, (_unused, at) =>
            segments.slice(at * 2, at * 2 + 2),
          ),
        ),
      draft(request) {
        const [first] = request.segments;
        const name = `${request.participant.name} ${first?.index ?? ''}`;
        if (name === watch.failOn) {
          return Promise.reject(new AppError({ code: 'MODEL_001', message: 'no answer', retry: 'later' }));
        }
        drafted.push(name);
        requests.push(request);
        if (first?.index === 2) request.onNotice?.('The model was away.');
        return Promise.resolve([
          {
            section: 'wins',
            text: `Line ${first?.index ?? ''}.`,
            evidence: [{ segment: first?.index ?? 0, quote: first?.text ?? '' }],
          },
        ]);
      },
    },
  };
  return watch;
}

const parts = (who: string) => [0, 2, 4, 6].map((index) => `${who} ${index}`);
const everyPart = [...parts('Priya Nair'), ...parts('Daniel Osei')];

/** The scene, whose ledger or other port stops the world for good at the n-th write. */
function mortal(scene: SessionScene, dieAt: number): ProcessSessionDeps {
  let writes = 0;
  const dead = new Error('killed');
  const hold = <T extends object>(port: T, names: readonly (keyof T)[]): T => {
    const held = { ...port };
    for (const name of names) {
      const method = port[name] as (...args: unknown[]) => Promise<unknown>;
      held[name] = ((...args: unknown[]) => {
        writes += 1;
        if (writes >= dieAt) return Promise.reject(dead);
        return method(...args);
      }) as T[typeof name];
    }
    return held;
  };
  return {
    ...scene,
    ledger: hold(scene.ledger, ['start', 'finish', 'fail', 'clear']),
    sessions: hold(scene.sessions, ['setProcessing']),
    summaries: hold(scene.summaries, ['create']),
  };
}

describe('a long session, in parts', () => {
  it('shows each part, and makes one summary of them all', async () => {
    const watch = partDrafter();
    const scene = await createSessionScene({ drafter: watch.drafter });
    const { id: sessionId, organizationId } = await scene.upload();
    const seen: string[] = [];
    const { summaries, notices } = await processSession(scene, {
      organizationId,
      sessionId,
      onProgress: ({ done, total, next, part }) =>
        void seen.push(
          `${done}/${total} ${next ?? ''} ${part === undefined ? '' : `${part.number}/${part.of}`}`,
        ),
    });
    expect(seen).toEqual([
      ...[1, 2, 3, 4].map((part) => `0/2 Priya Nair ${part}/4`),
      ...[1, 2, 3, 4].map((part) => `1/2 Daniel Osei ${part}/4`),
      '2/2  ',
    ]);
    expect(summaries.map(({ lines }) => lines.map(({ text }) => text))).toEqual([
      ['Line 0.', 'Line 2.', 'Line 4.', 'Line 6.'],
      ['Line 0.', 'Line 2.', 'Line 4.', 'Line 6.'],
    ]);
    expect(notices).toEqual(['The model was away.']);
  });

  it('is killed at any write and goes on: no part is drafted again but the one in flight, nothing is posted twice', async () => {
    const calm = await createSessionScene({ drafter: partDrafter().drafter });
    const { id: calmId, organizationId: calmOrganization } = await calm.upload();
    const expected = await processSession(calm, { organizationId: calmOrganization, sessionId: calmId });
    let deaths = 0;
    for (let dieAt = 1; ; dieAt += 1) {
      const watch = partDrafter();
      const scene = await createSessionScene({ drafter: watch.drafter });
      const { id: sessionId, organizationId } = await scene.upload();
      const posted: number[] = [];
      const publish = ({ summaries }: { summaries: readonly unknown[] }) => {
        posted.push(summaries.length);
        return Promise.resolve();
      };
      const input = { organizationId, sessionId, publish };
      const died = await processSession(mortal(scene, dieAt), input).then(
        () => false,
        () => true,
      );
      if (!died) break;
      deaths += 1;
      const { summaries, notices } = await processSession(scene, input);
      expect(summaries.map(({ lines, leftOut }) => [lines.length, leftOut])).toEqual([
        [4, 0],
        [4, 0],
      ]);
      expect(summaries.map(({ lines }) => lines.map(({ text }) => text))).toEqual(
        expected.summaries.map(({ lines }) => lines.map(({ text }) => text)),
      );
      expect(notices).toEqual(expected.notices);
      expect([...new Set(watch.drafted)]).toEqual(everyPart);
      expect(watch.drafted.length).toBeLessThanOrEqual(everyPart.length + 1);
      // Posting itself goes through the ledger of deliveries; it is asked for again only when its end was not recorded.
      expect(posted.length).toBeLessThanOrEqual(2);
      const records = await scene.ledger.list(organizationId, sessionId);
      expect(records.filter(({ step, result }) => step === 'summarise' && result !== undefined)).toEqual([]);
      expect(await scene.sessions.find(organizationId, sessionId)).toMatchObject({ processing: 'completed' });
    }
    expect(deaths).toBeGreaterThan(20);
  });

  it('drafts anew what was divided otherwise', async () => {
    const watch = partDrafter();
    const scene = await createSessionScene({ drafter: watch.drafter });
    const { id: sessionId, organizationId } = await scene.upload();
    watch.failOn = 'Priya Nair 4';
    await expect(processSession(scene, { organizationId, sessionId })).rejects.toThrow();
    const whole: SummaryDrafter = { draft: (request, signal) => watch.drafter.draft(request, signal) };
    delete watch.failOn;
    await processSession({ ...scene, drafter: whole }, { organizationId, sessionId });
    expect(watch.drafted).toEqual(['Priya Nair 0', 'Priya Nair 2', 'Priya Nair 0', 'Daniel Osei 0']);
  });
});

describe('a session that failed', () => {
  const failing = async () => {
    const watch = partDrafter();
    const scene = await createSessionScene({ drafter: watch.drafter });
    const session = await scene.upload();
    const input = { organizationId: scene.organizationId, sessionId: session.id };
    watch.failOn = 'Daniel Osei 4';
    await expect(processSession(scene, input)).rejects.toMatchObject({ code: 'MODEL_001' });
    return { watch, scene, session, input };
  };

  it('says where it stopped', async () => {
    const { scene, input } = await failing();
    const records = await scene.ledger.list(input.organizationId, input.sessionId);
    const participants = await scene.sessions.participants(input.organizationId, input.sessionId);
    expect(failedStep(records, participants)).toEqual({
      step: 'summarise',
      participant: 'Daniel Osei',
      part: 3,
    });
    expect(failedStep([], participants)).toBeUndefined();
  });

  it('is opened again once, by those who may see it, and goes on where it stopped', async () => {
    const { watch, scene, session, input } = await failing();
    const retry = (who: CastName) => retrySession(scene, { actor: scene.as(who), sessionId: session.id });
    await expect(retry('priya')).rejects.toMatchObject({ code: 'SESSION_001' });
    expect((await retry('cleo')).reopened).toBe(true);
    expect((await retry('cleo')).reopened).toBe(false);
    delete watch.failOn;
    await processSession(scene, input);
    expect(watch.drafted).toEqual(everyPart);
    expect((await retry('cleo')).reopened).toBe(false);
    const records = await scene.ledger.list(input.organizationId, input.sessionId);
    expect(failedStep(records, [])).toBeUndefined();
  });

  it('fails with what went wrong, though that cannot be recorded', async () => {
    const { scene, watch } = await failing();
    const { id: sessionId, organizationId } = await scene.upload();
    watch.failOn = 'Priya Nair 0';
    const ledger: ProcessingLedger = {
      ...scene.ledger,
      fail: () => Promise.reject(new Error('the database is away')),
    };
    await expect(processSession({ ...scene, ledger }, { organizationId, sessionId })).rejects.toMatchObject({
      code: 'MODEL_001',
    });
  });
});

describe('what a summary is drafted with', () => {
  it('is the notes from before the session that its coach may see, oldest first, none older than 90 days', async () => {
    const watch = partDrafter();
    const scene = await createSessionScene({ drafter: watch.drafter });
    const note = (author: CastName, at: string, content: string) =>
      scene.notes.create(
        {
          organizationId: scene.organizationId,
          authorId: scene.people[author].id,
          subjectId: scene.people.priya.id,
          type: 'GENERAL',
          priority: 'LOW',
          content,
          tags: [],
          requiresFollowUp: false,
          occurredAt: new Date(at),
        },
        newId(),
      );
    await note('cleo', '2026-11-19T10:00:00Z', 'the day before');
    await note('cleo', '2026-11-02T10:00:00Z', 'earlier, call 044 668 18 00');
    await note('cleo', '2026-11-20T10:00:00Z', 'on the day itself');
    await note('cleo', '2026-08-01T10:00:00Z', 'long ago');
    await note('theo', '2026-11-18T10:00:00Z', 'not the coach’s to see');
    const { id: sessionId, organizationId } = await scene.upload();
    await processSession(scene, { organizationId, sessionId });
    const notesOf = (name: string) =>
      watch.requests.find(({ participant }) => participant.name === name)?.notes;
    expect(notesOf('Priya Nair')).toEqual([
      { date: '2026-11-02', text: 'earlier, call •••' },
      { date: '2026-11-19', text: 'the day before' },
    ]);
    expect(notesOf('Daniel Osei')).toBeUndefined();
  });

  it('never rests on a note: a model that quotes one loses that line', async () => {
    const quote = 'Priya feels left out by the team';
    const line = (text: string, words: string) => ({
      ...{ section: 'challenges', text, owner: null, due: null },
      evidence: [{ segment: 3, quote: words }],
    });
    const reply = {
      lines: [
        line('Feels left out.', quote),
        line('Struggles with the closing question.', 'I still struggle with the closing question.'),
      ],
    };
    const model: StructuredModel = {
      invokeStructured: (call) => Promise.resolve(call.schema.parse(reply)),
    };
    const drafter = createSummaryDrafter({ model, logger: silentLogger });
    const scene = await createSessionScene({ drafter });
    await scene.notes.create(
      {
        organizationId: scene.organizationId,
        authorId: scene.people.cleo.id,
        subjectId: scene.people.priya.id,
        type: 'GENERAL',
        priority: 'LOW',
        content: `${quote}.`,
        tags: [],
        requiresFollowUp: false,
        occurredAt: new Date('2026-11-18T10:00:00Z'),
      },
      newId(),
    );
    const { id: sessionId, organizationId } = await scene.upload();
    const { summaries } = await processSession(scene, { organizationId, sessionId });
    expect(summaries[0]?.lines.map(({ text }) => text)).toEqual(['Struggles with the closing question.']);
    expect(summaries[0]?.leftOut).toBe(1);
  });

  it('is the coach’s voice and template; for a template that is gone the default stands in, and that is said', async () => {
    const watch = partDrafter();
    const scene = await createSessionScene({ drafter: watch.drafter });
    const session = await scene.upload();
    const chosen: TemplateChoice[] = [];
    const standard: Template = {
      ...{ key: 'system:summary.standard', kind: 'summary', name: 'Standard', content: '' },
      ...{ variables: [], version: 1, owner: { kind: 'system' }, isDefault: true },
    };
    const voice = { ownWords: 'Short.', traits: [], examples: [] };
    const { notices } = await processSession(
      {
        ...scene,
        sessions: {
          ...scene.sessions,
          find: async (organizationId, id) => {
            const found = await scene.sessions.find(organizationId, id);
            return found && { ...found, template: 'gone', workshopType: 'strengths' };
          },
        },
        templates: {
          choose(choice) {
            chosen.push(choice);
            if (choice.wanted === undefined) return Promise.resolve(standard);
            return Promise.reject(new AppError({ code: 'TEMPLATE_001', message: 'no such template' }));
          },
        },
        voices: {
          guideOf: (organizationId, coachId) =>
            Promise.resolve(
              organizationId === scene.organizationId && coachId === scene.people.cleo.id ? voice : undefined,
            ),
        },
      },
      { organizationId: scene.organizationId, sessionId: session.id },
    );
    expect(chosen.map(({ wanted, workshopType, coachId }) => [wanted, workshopType, coachId])).toEqual([
      ['gone', 'strengths', scene.people.cleo.id],
      [undefined, 'strengths', scene.people.cleo.id],
    ]);
    expect(watch.requests[0]).toMatchObject({ template: standard, voice });
    expect(notices[0]).toContain('I used “Standard”');
  });
});
