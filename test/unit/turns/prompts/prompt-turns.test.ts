import { listPrompts } from '../../../../src/coaching/prompts/list-prompts.ts';
import { showPrompt } from '../../../../src/coaching/prompts/show-prompt.ts';
import { productPrompts as prompts } from '../../../../src/app/prompts.ts';
import { channelThread, commandTurn } from '../../../support/make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../../support/turn-scene.ts';
import type { CastName } from '../../../support/world.ts';

let scene: TurnScene;
beforeEach(async () => {
  scene = await openTurnScene();
});

const say = (text: string, who: CastName = 'ada', inChannel = false) =>
  scene.answer(
    commandTurn({
      name: 'prompts',
      text,
      platformUserId: platformIdOf(who),
      ...(inChannel ? { place: channelThread() } : {}),
    }),
  );
const shown = (): string => JSON.stringify(scene.platform.seen().at(-1)?.message);

describe('/prompts', () => {
  it('lets an admin read what models are told, word for word', async () => {
    await say('');
    for (const { version } of prompts) expect(shown()).toContain(version);
    await say('coach');
    expect(shown()).toContain('You ask before you advise.');
    expect(shown()).toContain('coach@1');
    await say('Coach@1');
    expect(shown()).toContain('One question at a time.');
  });

  it('names what there is when nothing has that name', async () => {
    await say('haiku');
    expect(shown()).toContain('There is no prompt of that name. These are there: answer@');
  });

  it('shows it to nobody else in a channel', async () => {
    await say('coach', 'ada', true);
    expect(scene.platform.seen().map(({ onlyFor }) => onlyFor)).toEqual([platformIdOf('ada')]);
  });

  it('is refused to everyone who is no admin', async () => {
    for (const who of ['cleo', 'theo', 'maya', 'omar', 'priya'] as const) {
      for (const text of ['', 'coach', 'haiku']) {
        await say(text, who);
        expect(shown()).toContain('for admins to read');
        expect(shown()).not.toContain('You ask before you advise');
      }
    }
  });
});

it.each(['MANAGER', 'TEAM_LEADER', 'COACH', 'AGENT'] as const)('%s reads no prompt by any verb', (role) => {
  const refused = expect.objectContaining({ code: 'COACH_010' }) as Error;
  expect(() => listPrompts({ prompts }, { role })).toThrow(refused);
  expect(() => showPrompt({ prompts }, { role }, 'coach')).toThrow(refused);
});
