import {
  canSeeSession,
  canSeeSummary,
  audienceMaySeeSession,
} from '../../../../src/coaching/sessions/can-see-session.ts';
import { processSession } from '../../../../src/coaching/sessions/process-session.ts';
import type { DraftRequest, SummaryDrafter } from '../../../../src/coaching/summaries/ports.ts';
import { createOfflineDrafter } from '../../../../src/models/summaries/offline-drafter.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { createSessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

/** The offline drafter, watched; `failOn` fails for that participant while it is set. */
function watchedDrafter() {
  const drafted: string[] = [];
  const watch: { drafted: string[]; failOn?: string; drafter: SummaryDrafter } = {
    drafted,
    drafter: {
      draft(request: DraftRequest, signal) {
        if (request.participant.name === watch.failOn) {
          return Promise.reject(new AppError({ code: 'MODEL_001', message: 'no answer', retry: 'later' }));
        }
        drafted.push(request.participant.name);
        return createOfflineDrafter().draft(request, signal);
      },
    },
  };
  return watch;
}

describe('processing a session', () => {
  it('writes a summary for each participant but the one who led it', async () => {
    const scene = await createSessionScene();
    const { session, all } = await scene.summarised();
    expect(all.map(({ participant }) => participant)).toEqual(['Priya Nair', 'Daniel Osei']);
    expect(await scene.sessions.find(scene.organizationId, session.id)).toMatchObject({
      processing: 'completed',
    });
    expect(all[0]?.lines.map(({ section, text, owner, due }) => ({ section, text, owner, due }))).toEqual([
      {
        section: 'wins',
        text: 'Closed every ticket before Friday, and the customer thanked Priya twice.',
        owner: undefined,
        due: undefined,
      },
      {
        section: 'challenges',
        text: 'Still struggles with the closing question.',
        owner: undefined,
        due: undefined,
      },
      { section: 'recommendations', text: 'Write the question on a card.', owner: undefined, due: undefined },
      { section: 'actions', text: 'Write the card by Monday.', owner: 'Priya Nair', due: '2026-11-23' },
    ]);
  });

  it('shows how far it is, and publishes before it counts as completed', async () => {
    const scene = await createSessionScene();
    const { id: sessionId, organizationId } = await scene.upload();
    const seen: string[] = [];
    await processSession(scene, {
      organizationId,
      sessionId,
      onProgress: ({ done, total, next }) => {
        seen.push(`${done}/${total} ${next ?? ''}`);
        throw new Error('the chat is away');
      },
      publish: async ({ summaries }) => {
        const state = (await scene.sessions.find(organizationId, sessionId))?.processing ?? '';
        seen.push(`publish ${summaries.length} while ${state}`);
      },
    });
    expect(seen).toEqual(['0/2 Priya Nair', '1/2 Daniel Osei', '2/2 ', 'publish 2 while processing']);
  });

  it('goes on after a failure where it stopped, and a run too many drafts nothing', async () => {
    const watch = watchedDrafter();
    const scene = await createSessionScene({ drafter: watch.drafter });
    const { id: sessionId, organizationId } = await scene.upload();
    const run = () => processSession(scene, { organizationId, sessionId });

    watch.failOn = 'Daniel Osei';
    await expect(run()).rejects.toMatchObject({ code: 'MODEL_001' });
    expect(await scene.sessions.find(organizationId, sessionId)).toMatchObject({
      processing: 'failed',
      failure: 'MODEL_001',
    });

    delete watch.failOn;
    const first = await run();
    const again = await run();
    expect(watch.drafted).toEqual(['Priya Nair', 'Daniel Osei']);
    expect(again.summaries).toEqual(first.summaries);
    expect(await scene.sessions.find(organizationId, sessionId)).toMatchObject({ processing: 'completed' });
  });

  it('stays open for the next run when it is told to stop', async () => {
    const scene = await createSessionScene();
    const { id: sessionId, organizationId } = await scene.upload();
    await expect(
      processSession(scene, { organizationId, sessionId, signal: AbortSignal.abort() }),
    ).rejects.toThrow();
    expect(await scene.sessions.find(organizationId, sessionId)).toMatchObject({ processing: 'processing' });
  });

  it('passes on what the drafter has to say to the coach', async () => {
    const drafter: SummaryDrafter = {
      draft: ({ onNotice }) => {
        onNotice?.('The model was away.');
        return Promise.resolve([]);
      },
    };
    const scene = await createSessionScene({ drafter });
    const { id: sessionId, organizationId } = await scene.upload();
    const { notices } = await processSession(scene, { organizationId, sessionId });
    expect(notices).toEqual(['The model was away.']);
  });

  it('is refused for a session that does not exist', async () => {
    const scene = await createSessionScene();
    await expect(
      processSession(scene, { organizationId: scene.organizationId, sessionId: 'nope' }),
    ).rejects.toMatchObject({ code: 'SESSION_001' });
  });
});

describe('uploading', () => {
  it('makes one session of the same upload', async () => {
    const scene = await createSessionScene();
    const first = await scene.upload('key');
    expect((await scene.upload('key')).id).toBe(first.id);
    expect((await scene.upload('other')).id).not.toBe(first.id);
  });

  it('stores nothing of a file that cannot be read', async () => {
    const scene = await createSessionScene();
    await expect(scene.upload('bad', '{"json": true}')).rejects.toMatchObject({ code: 'TRANSCRIPT_001' });
    expect(await scene.sessions.list(scene.organizationId)).toEqual([]);
  });
});

describe('who may see a session', () => {
  it('is the one who led it, their line, and admins; a participant sees their own approved summary', async () => {
    const scene = await createSessionScene();
    const session = await scene.sessions.create({
      session: {
        organizationId: scene.organizationId,
        facilitatorId: scene.people.theo.id,
        type: 'REGULAR',
        title: 'Led by Theo',
        date: '2026-11-20',
      },
      uploadKey: 'theo',
      fileName: 'x.txt',
      contentHash: '',
      segments: [],
      participants: [{ name: 'Priya Nair', userId: scene.people.priya.id, isFacilitator: false, turns: 1 }],
    });
    const participants = await scene.sessions.participants(scene.organizationId, session.id);
    const everyone: CastName[] = ['ada', 'maya', 'theo', 'omar', 'cleo', 'priya', 'daniel'];
    const those = async (may: (who: CastName) => Promise<boolean>) => {
      const answers = await Promise.all(everyone.map(async (who) => ((await may(who)) ? [who] : [])));
      return answers.flat();
    };
    const summary = { participantId: participants[0]?.id ?? '', state: 'draft' as const };
    const canSee = (state: 'draft' | 'approved') => (who: CastName) =>
      canSeeSummary(scene, scene.as(who), session, { ...summary, state }, participants);
    expect(await those((who) => canSeeSession(scene, scene.as(who), session))).toEqual([
      'ada',
      'maya',
      'theo',
    ]);
    expect(await those(canSee('draft'))).toEqual(['ada', 'maya', 'theo']);
    expect(await those(canSee('approved'))).toEqual(['ada', 'maya', 'theo', 'priya']);
    const stranger = { ...scene.as('ada'), organizationId: 'other' };
    expect(await canSeeSession(scene, stranger, session)).toBe(false);
  });

  it('decides whether a place may show it: everyone there must be known and entitled', async () => {
    const scene = await createSessionScene();
    const session = { organizationId: scene.organizationId, facilitatorId: scene.people.theo.id };
    const shared = (members: CastName[], complete = true) =>
      audienceMaySeeSession(
        scene,
        { kind: 'shared', actor: scene.as('theo'), members: members.map(scene.as), complete, label: '#team' },
        session,
      );
    expect(await shared(['theo', 'maya', 'ada'])).toBe(true);
    expect(await shared(['theo', 'maya', 'priya'])).toBe(false);
    expect(await shared(['theo', 'maya'], false)).toBe(false);
    expect(await audienceMaySeeSession(scene, { kind: 'direct', actor: scene.as('theo') }, session)).toBe(
      true,
    );
    expect(await audienceMaySeeSession(scene, { kind: 'direct', actor: scene.as('priya') }, session)).toBe(
      false,
    );
  });
});
