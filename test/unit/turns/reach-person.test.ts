import { jest } from '@jest/globals';
import type { ChatAddress } from '../../../src/coaching/people/chat-addresses.ts';
import type { ChatPlatform, Target } from '../../../src/turns/chat-platform.ts';
import { reachPerson, type Near } from '../../../src/turns/reach-person.ts';
import type { Platform } from '../../../src/turns/turn.ts';
import { FakeChatPlatform, refusal, unavailable } from '../../support/fakes/chat-platform.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';

const priya = { organizationId: 'org', userId: 'priya' };
const onSlack = { platform: 'slack', installationId: 'T1', platformUserId: 'U-priya' };
const onTeams = { platform: 'teams', installationId: 'M1', platformUserId: 'A-priya' };
const inSlack = 'slack:T1:dm-U-priya';
const inTeams = 'teams:M1:dm-A-priya';

/** Slack, Teams and the local page, of which a person is known in some and was last heard in some. */
function scene(known: ChatAddress[], heard: Record<string, string> = {}) {
  const clock = new ManualClock();
  const [slack, teams, local] = (['slack', 'teams', 'local'] as const).map(
    (platform) => new FakeChatPlatform({ clock, platform }),
  ) as [FakeChatPlatform, FakeChatPlatform, FakeChatPlatform];
  const deps = {
    platforms: new Map<Platform, FakeChatPlatform>([
      ['slack', slack],
      ['teams', teams],
      ['local', local],
    ]),
    addresses: {
      of: () => Promise.resolve(known),
      heardAt: () => Promise.resolve(new Map(Object.entries(heard).map(([key, at]) => [key, new Date(at)]))),
    },
  };
  const reach = async (near?: Near) => (await reachPerson(deps, priya, near))?.target.place.key;
  return { slack, teams, local, reach };
}

const near = (platform: FakeChatPlatform, installationId: string): Near & { target: Target } => ({
  platform,
  target: {
    installationId,
    place: { key: `${platform.platform}:${installationId}:C1`, kind: 'channel', channelId: 'C1' },
    replyHandle: { serviceUrl: 'https://example.test' },
  },
});

it('writes where the person last talked, however they were verified', async () => {
  const heard = { [inSlack]: '2026-11-01', [inTeams]: '2026-11-19' };
  expect(await scene([onSlack, onTeams], heard).reach()).toBe(inTeams);
  expect(await scene([onSlack, onTeams], { [inSlack]: '2026-11-01' }).reach()).toBe(inSlack);
});

it('takes the latest verified where they never talked', async () => {
  expect(await scene([onTeams, onSlack]).reach()).toBe(inTeams);
});

it('writes first where somebody acts, by the way that is known from there', async () => {
  const { teams, reach } = scene([onSlack, onTeams], { [inSlack]: '2026-11-19' });
  const opened = jest.spyOn(teams, 'directPlace');
  const here = near(teams, 'M1');
  expect(await reach(here)).toBe(inTeams);
  expect(opened.mock.calls).toEqual([['M1', 'A-priya', here.target]]);
});

it('goes elsewhere for a person of another workspace, and not by a way that is not theirs', async () => {
  const { slack, teams, reach } = scene([onTeams]);
  const opened = jest.spyOn(teams as ChatPlatform, 'directPlace');
  expect(await reach(near(slack, 'T1'))).toBe(inTeams);
  expect(await reach(near(teams, 'another'))).toBe(inTeams);
  expect(opened.mock.calls.map(([, , way]) => way)).toEqual([undefined, undefined]);
});

it('tries the next place where one refuses for good, and none that may allow it later', async () => {
  const { slack, reach } = scene([onSlack, onTeams], { [inSlack]: '2026-11-19' });
  slack.failNext({ call: 'directPlace', when: 'before', error: refusal('SLACK_UNREACHABLE') });
  expect(await reach(near(slack, 'T1'))).toBe(inTeams);
  slack.failNext({ call: 'directPlace', when: 'before', error: unavailable() });
  await expect(reach(near(slack, 'T1'))).rejects.toMatchObject({ retry: 'later' });
});

it('knows people of the local page before they first said something, but only from there', async () => {
  const { local, slack, reach } = scene([]);
  expect(await reach(near(local, 'local'))).toBe('local:local:dm-priya');
  expect(await reach(near(slack, 'T1'))).toBeUndefined();
  expect(await reach()).toBeUndefined();
});

it('reaches nobody where no platform allows it', async () => {
  const { slack, teams, reach } = scene([onSlack, onTeams]);
  slack.canOpenDirect = false;
  teams.canOpenDirect = false;
  expect(await reach()).toBeUndefined();
});
