import { openCampaign, seenIn, type Campaign } from '../../support/crash/campaign.ts';
import { openCrashRig, type CrashRig } from '../../support/crash/crash-rig.ts';

/** Workers that are killed in the middle of something; two before them are left in peace until all is done. */
const rounds = 29;
/** Not every round has a session that gets as far as its fate; so many are tried for those. */
const mostRounds = 60;

describe('workers killed at every step between acknowledgement and recorded reply', () => {
  let rig: CrashRig;
  let campaign: Campaign;

  beforeAll(async () => {
    rig = await openCrashRig();
    campaign = await openCampaign(rig);
    for (let round = 1; round <= rounds || (campaign.stepsLeft() > 0 && round <= mostRounds); round += 1)
      await campaign.round(round);
    // The last worker meets no harm.
    await rig.live();
  }, 600_000);
  afterAll(() => rig.close());

  it('were killed at least thirty times, with and without the effect of the step', () => {
    expect(rig.kills()).toBeGreaterThanOrEqual(30);
    const killedAt = [...campaign.killedAt];
    for (const effect of [
      'inbox.acquireLease',
      'inbox.next',
      'conversations.append',
      'deliveries.claim',
      'deliveries.markSending',
      'slack.chat.postMessage',
      'slack.chat.startStream',
      'deliveries.saveMessageId',
      'slack.chat.appendStream',
      'slack.chat.stopStream',
      'slack.chat.update',
      'page.insert',
      'page.update',
      'deliveries.markSent',
      'notes.create',
      'sessions.create',
      'sessions.bindThread',
      'summaries.addVersion',
      'inbox.finish',
      'summaries: summaries.create',
      'summaries: slack.chat.postMessage',
      'summaries: deliveries.markSent',
      'summaries: sessions.setProcessing',
    ]) {
      expect(killedAt).toContain(`${effect} (after)`);
    }
    expect(killedAt.filter((name) => name.endsWith('(before)')).length).toBeGreaterThan(10);
  });

  it('lose no turn', async () => {
    expect(await rig.openWork()).toEqual([]);
    const states = await rig.query<{ state: string }>('SELECT DISTINCT state FROM inbox_events');
    expect(states).toEqual([{ state: 'done' }]);
  });

  it('leave exactly the replies that there are without them', async () => {
    const [seen, expected]: [object[], object[]] = [[], []];
    for (const { scene, round } of campaign.acts) {
      seen.push({ scene: scene.name, round, seen: await seenIn(scene, round) });
      expected.push({ scene: scene.name, round, seen: campaign.calm.get(scene) });
    }
    expect(seen).toEqual(expected);
  });

  it('leave each note and each change of a summary made once', async () => {
    const [notes] = await rig.query<{ count: number }>('SELECT count(*)::int AS count FROM quick_notes');
    const noted = campaign.acts.filter(({ scene }) => scene.name === 'a note').length;
    expect(notes?.count).toBe(noted + 1);
    const [refined] = await rig.query<{ version: number; versions: number }>(
      `SELECT s.version, (SELECT count(*)::int FROM summary_versions v WHERE v.summary_id = s.id) AS versions
         FROM summaries s ORDER BY s.version DESC LIMIT 1`,
    );
    const changed = campaign.acts.filter(({ scene }) => scene.name === 'a refinement').length;
    // The first version, and the one of the worker that was left in peace.
    expect(refined).toEqual({ version: changed + 2, versions: changed + 2 });
  });
});
