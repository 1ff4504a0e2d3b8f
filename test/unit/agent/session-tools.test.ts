import type { AgentInput } from '../../../src/agent/agent.ts';
import { AgentRun } from '../../../src/agent/agent-run.ts';
import type { AgentTool } from '../../../src/agent/agent-tool.ts';
import { StreamedText } from '../../../src/agent/streamed-text.ts';
import { createSessionTools } from '../../../src/agent/tools/session-tools.ts';
import { approveSummary } from '../../../src/coaching/summaries/approve-summary.ts';
import type { ConversationMessage } from '../../../src/coaching/conversations/conversation.ts';
import type { Message } from '../../../src/messages/message.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createSessionScene } from '../../support/session-scene.ts';
import type { CastName } from '../../support/world.ts';

const said = (text: string): ConversationMessage => ({
  ...{ id: newId(), role: 'user', text },
  at: new Date('2026-11-20T09:00:00Z'),
});

async function open() {
  const scene = await createSessionScene();
  const { session, summary, all } = await scene.summarised();
  const tools: readonly AgentTool[] = createSessionTools(scene);
  const names = all.map(({ participant }) => participant);
  /** A model calls this tool with these arguments, for these words of a person. */
  const call = async (
    name: string,
    question: string,
    args: Record<string, unknown> = {},
    more: Partial<AgentInput> & { who?: CastName } = {},
  ): Promise<readonly Message[]> => {
    const tool = tools.find((candidate) => candidate.name === name);
    if (tool === undefined) throw new Error(`no tool ${name}`);
    const { who = 'cleo', ...fields } = more;
    const actor = scene.as(who);
    const { signal } = new AbortController();
    const input: AgentInput = {
      ...{ turnId: newId(), actor, audience: { kind: 'direct', actor }, question, history: [], signal },
      ...{ requireOffline: false },
      session: { id: session.id, title: session.title, participants: names, conversationKey: 'slack:T1:D1' },
      ...fields,
    };
    const run = new AgentRun(input, signal, new StreamedText(undefined), scene.clock.now());
    const result = await tool.run({ input, args: tool.schema.parse(args), signal, run });
    return result.views ?? [];
  };
  const versions = async () =>
    (await scene.summaries.listBySession(scene.organizationId, session.id)).map(({ version }) => version);
  const refine = (words: string) => call('refine_summary', words, { instruction: words });
  return { scene, session, summary, all, call, refine, versions };
}
const viewsOf = (messages: readonly Message[]) => messages.map(({ view }) => view);
const buttonsOf = (messages: readonly Message[]) =>
  messages.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'actions' ? block.actions.map(({ id }) => id) : [])),
  );

it('changes nothing on a question, whichever tool a model calls and whatever it makes of the words', async () => {
  const { call, versions, all } = await open();
  for (const question of ['Priya: where did she say that?', 'Priya: why is the first win a win?']) {
    await call('refine_summary', question, { instruction: 'Priya: drop the first win' });
    await call('undo_summary', question, {});
    await call('ask_about_summary', question, { question });
  }
  expect(await versions()).toEqual(all.map(() => 1));
});

it('asks whose summary is meant, with buttons that carry the request on', async () => {
  const { refine, scene, session, all } = await open();
  const views = await refine('shorter');
  expect(viewsOf(views)).toEqual(['summary.which']);
  expect(buttonsOf(views)).toEqual(all.map(() => 'summary.choose'));
  const [block] = views.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'actions'));
  const value = block?.kind === 'actions' ? (block.actions[0]?.value ?? '') : '';
  const [proposalId = '', summaryId] = value.split(':');
  expect(await scene.proposals.find(scene.organizationId, proposalId)).toMatchObject({
    ...{ request: 'shorter', items: [], authorId: scene.people.cleo.id, sessionId: session.id },
  });
  expect(summaryId).toBe(all[0]?.id);
});

it('goes on with whom was asked about just before, where nothing is changed by it', async () => {
  const { call, refine } = await open();
  await refine('Daniel: drop the first win');
  const history = [said('Priya: where did she say that?')];
  const [shown] = await call(
    'summary_versions',
    'show the history',
    { request: 'show the history' },
    { history },
  );
  expect(JSON.stringify(shown)).toContain('Priya');
  expect(JSON.stringify(shown)).not.toContain('Daniel');
  const [undone] = await call('undo_summary', 'undo', {}, { history });
  expect(JSON.stringify(undone)).toContain('Daniel');
});

it('takes undo, redo and “what changed?” for the summary that was changed last', async () => {
  const { call, refine, scene, summary } = await open();
  await refine('Priya: drop the first win');
  expect(viewsOf(await call('summary_versions', 'what changed?', { request: 'what changed?' }))).toEqual([
    'summary.compared',
  ]);
  expect(viewsOf(await call('undo_summary', 'undo'))).toEqual(['summary.undone']);
  expect(viewsOf(await call('redo_summary', 'redo'))).toEqual(['summary.redone']);
  expect((await scene.summaries.find(scene.organizationId, summary.id))?.version).toBe(4);
});

it('follows “Refine” when it was pressed after the last change', async () => {
  const { call, refine, scene, all } = await open();
  await refine('Priya: drop the first win');
  scene.clock.advance(1_000);
  const other = all.find(({ participant }) => participant !== 'Priya Nair');
  await scene.sessions.setFocus(scene.organizationId, 'slack:T1:D1', scene.people.cleo.id, other?.id ?? '');
  const [view] = await call('undo_summary', 'undo');
  expect(view?.summary).toBe('Nothing to undo');
});

it('shows a change for everyone, and undoes it as a whole when it was the last thing done', async () => {
  const { refine, versions, all } = await open();
  const views = await refine('add a win for everyone: Showed up on time');
  expect(viewsOf(views)).toEqual(['summaries.preview']);
  expect(buttonsOf(views)).toEqual(['summaries.apply', 'summaries.dismiss']);
  expect(await versions()).toEqual(all.map(() => 1));
});

it('approves and reopens by a press alone', async () => {
  const { refine, scene, summary, versions, all } = await open();
  expect(buttonsOf(await refine('Priya: approve'))).toEqual(['summary.approve']);
  expect((await scene.summaries.find(scene.organizationId, summary.id))?.state).toBe('draft');
  await approveSummary(scene, { actor: scene.as('cleo'), summaryId: summary.id });
  expect(buttonsOf(await refine('Priya: reopen'))).toEqual(['summary.reopen']);
  expect(viewsOf(await refine('Priya: drop the first win'))).toEqual(['summary.locked']);
  expect((await scene.summaries.find(scene.organizationId, summary.id))?.state).toBe('approved');
  expect(await versions()).toEqual(all.map(() => 1));
});

it('answers a question about nobody in particular from the whole transcript', async () => {
  const { call } = await open();
  const question = 'who promised the printed cards?';
  const [view] = await call('ask_about_summary', question, { question });
  expect(view?.view).toBe('transcript.hits');
  expect(JSON.stringify(view?.blocks)).toContain('printed cards');
});

it('takes “that” for what was asked about before', async () => {
  const { call, refine } = await open();
  await refine('Priya: add a win: Smiled all day');
  const question = 'where did she say that?';
  const history = [said('what did Priya say about the customer?')];
  const [view] = await call('ask_about_summary', question, { question }, { history });
  expect(JSON.stringify(view?.blocks)).toContain('thanked me twice');
});
