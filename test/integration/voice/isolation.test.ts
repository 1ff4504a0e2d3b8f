import pg from 'pg';
import { toActor } from '../../../src/coaching/people/user.ts';
import { addSession } from '../../../src/coaching/sessions/add-session.ts';
import { processSession } from '../../../src/coaching/sessions/process-session.ts';
import { approveSummary } from '../../../src/coaching/summaries/approve-summary.ts';
import { refineSummary } from '../../../src/coaching/summaries/refine-summary.ts';
import type { SummaryDrafter } from '../../../src/coaching/summaries/ports.ts';
import type { Summary } from '../../../src/coaching/summaries/summary.ts';
import { createTemplateSource } from '../../../src/coaching/templates/choose-template.ts';
import { saveTemplate } from '../../../src/coaching/templates/save-template.ts';
import { sessionTemplate } from '../../../src/coaching/templates/session-template.ts';
import { writeOwnWords } from '../../../src/coaching/voice/edit-voice.ts';
import { createVoiceLearner, learningSummaries } from '../../../src/coaching/voice/learn-voice.ts';
import { showVoice } from '../../../src/coaching/voice/show-voice.ts';
import { createVoiceSource } from '../../../src/coaching/voice/voice-source.ts';
import { createActionItemRepository } from '../../../src/data/actions/action-item-repository.ts';
import { createClientRepository } from '../../../src/data/client-repository.ts';
import { openDatabase, type Database } from '../../../src/data/database.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { createProcessingLedger } from '../../../src/data/sessions/processing-ledger.ts';
import { createSessionRepository } from '../../../src/data/sessions/session-repository.ts';
import { createSummaryRepository } from '../../../src/data/sessions/summary-repository.ts';
import { createTemplateRepository } from '../../../src/data/templates/template-repository.ts';
import { createVoiceRepository } from '../../../src/data/voice/voice-repository.ts';
import { createTranscriptParser } from '../../../src/files/transcripts/transcript-parser.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { chronoDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { createOfflineProposer } from '../../../src/models/summaries/offline-proposer.ts';
import { createStructuredModel } from '../../../src/models/summaries/structured-model.ts';
import { createSummaryDrafter } from '../../../src/models/summaries/summary-models.ts';
import { newId } from '../../../src/shared/ids.ts';
import { RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { OpenAiServer } from '../../support/openai-server.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { recordedLogger } from '../../support/recorded-log.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';
import type { User } from '../../../src/coaching/people/user.ts';

const transcript = (coach: string): string => `${coach}: How was the week, Priya?
Priya Nair: I closed every ticket for the rep before Friday, and the customer thanked me twice.
Priya Nair: I finally cleared the callback list of the rep, and I am proud of it.
Priya Nair: I answered all the refund questions without help, that went really well.
${coach}: And what was hard?
Priya Nair: I still struggle with the closing question for the rep.
${coach}: I'd suggest writing the question on a card.
Priya Nair: I'll write the card by Monday.
`;

/** Two coaches of one organisation on PostgreSQL, of whom only Cleo has taught a voice and written a template. */
describe('one coach’s voice', () => {
  let world: PostgresWorld;
  let prisma: Database;
  let pool: ScopedPool;
  let server: OpenAiServer;
  let organizationId: string;
  let people: Record<CastName, User>;
  const { logger, lines } = recordedLogger();
  const clock = new TestClock();

  beforeAll(async () => {
    world = await openPostgresWorld();
    prisma = openDatabase(world.database.urls.app, { max: 4 });
    pool = openScopedPool(world.database.urls.app, { max: 4 });
    server = await OpenAiServer.start();
    ({ organizationId, people } = await peopledOrganization(world, 'T1'));
    await teach();
  });
  afterAll(async () => {
    await Promise.all([server.close(), prisma.close(), pool.close()]);
    await world.close();
  });

  function connect() {
    const templateRepository = createTemplateRepository(prisma);
    const voiceRepository = createVoiceRepository(prisma);
    const sessions = createSessionRepository(prisma, pool);
    const stored = createSummaryRepository(prisma);
    const voices = { ...voiceRepository, ...createVoiceSource(voiceRepository) };
    const voice = createVoiceLearner({ voices, sessions, summaries: stored, clock, logger });
    return {
      ...world,
      sessions,
      voices,
      templates: { ...templateRepository, ...createTemplateSource({ templates: templateRepository }) },
      summaries: learningSummaries(stored, voice),
      parser: createTranscriptParser(),
      proposer: createOfflineProposer(),
      clients: createClientRepository(prisma),
      ledger: createProcessingLedger(pool),
      actions: createActionItemRepository(prisma),
      dates: chronoDateReader,
      clock,
      logger,
    };
  }
  const rules = createSummaryDrafter({ model: undefined, logger });

  async function drafted(
    who: CastName,
    drafter: SummaryDrafter,
    words: { wanted?: string; workshopType?: string } = {},
  ): Promise<Summary> {
    const deps = { ...connect(), drafter };
    const actor = toActor(people[who]);
    const session = await addSession(deps, {
      actor,
      type: 'REGULAR',
      date: '2026-11-20',
      title: 'Weekly with Priya',
      fileName: 'weekly.txt',
      content: new TextEncoder().encode(transcript(actor.name)),
      uploadKey: newId(),
      ...(await sessionTemplate(deps.templates, actor, words)),
    });
    const { summaries } = await processSession(deps, { organizationId, sessionId: session.id });
    const summary = summaries.find(({ participant }) => participant === 'Priya Nair');
    if (summary === undefined) throw new Error('no summary');
    return summary;
  }

  /** Cleo says agent, not rep, in two sessions, and approves. */
  async function teach(): Promise<void> {
    const deps = connect();
    const actor = toActor(people.cleo);
    for (let round = 0; round < 2; round += 1) {
      const { id: summaryId } = await drafted('cleo', rules);
      const instruction = 'replace “rep” with “agent” in the first win';
      await refineSummary(deps, { actor, summaryId, instruction, turnId: newId() });
      await approveSummary(deps, { actor, summaryId });
    }
    await writeOwnWords(deps, actor, 'Quokka-plain words, please.');
    const input = {
      kind: 'summary',
      name: 'Quokka notes',
      workshopType: '',
      subject: '',
      content: '## Wins (max 1)',
    };
    await saveTemplate(deps, input, { actor, turnId: newId(), surface: 'test' });
  }

  const hosted = () => {
    server.play([{ kind: 'tool', name: 'summary', args: { lines: [] } }]);
    const models = createChatModels(
      { provider: 'openai', baseUrl: server.baseUrl, model: 'test-model', apiKey: 'k' },
      { calls: new RecordedCalls(), clock, logger, offlineEmbeddings: undefined },
    );
    return createSummaryDrafter({ model: createStructuredModel(models), logger });
  };
  const sent = (): string => JSON.stringify(server.requests.map(({ messages }) => messages));
  const textOf = ({ lines: own }: Summary): string => own.map(({ text }) => text).join('\n');

  it('shapes that coach’s drafts, by rules and by a model', async () => {
    const summary = await drafted('cleo', rules);
    expect(textOf(summary)).toContain('agent');
    expect(textOf(summary)).not.toMatch(/\brep\b/);
    // What was said stays as it was said.
    expect(JSON.stringify(summary.lines.map(({ evidence }) => evidence))).toContain(
      'for the rep before Friday',
    );
    await drafted('cleo', hosted());
    expect(sent()).toContain('Quokka-plain words');
    expect(sent()).toContain('You prefer “agent” to “rep”.');
  });

  it.each(['theo', 'ada', 'maya'] as const)('is not in a draft or a prompt of %s', async (who) => {
    expect(textOf(await drafted(who, rules))).toMatch(/\brep\b/);
    await drafted(who, hosted());
    expect(server.requests.length).toBeGreaterThan(0);
    expect(sent()).not.toMatch(/Quokka|<\/voice>|You prefer/i);
  });

  it('is not on anybody else’s screen, nor are the coach’s templates', async () => {
    const deps = connect();
    expect((await showVoice(deps, toActor(people.cleo))).examples).toHaveLength(2);
    for (const who of ['theo', 'ada', 'maya', 'priya'] as const) {
      expect(await showVoice(deps, toActor(people[who]))).toEqual({
        ...{ traits: [], ownWords: '', paused: false, examples: [], undoable: false },
      });
      const reader = { organizationId, coachId: people[who].id };
      expect(await deps.templates.list(reader, { retiredToo: true })).toEqual([]);
      await expect(drafted(who, rules, { wanted: 'Quokka notes' })).rejects.toMatchObject({
        code: 'TEMPLATE_001',
      });
    }
    expect((await drafted('cleo', rules, { wanted: 'quokka notes' })).lines).toHaveLength(1);
  });

  it('is not readable with the product’s own role in anybody else’s scope', async () => {
    const client = new pg.Client({ connectionString: world.database.urls.app });
    await client.connect();
    const countFor = async (userId: string): Promise<unknown> => {
      await client.query('BEGIN');
      await client.query(
        `SELECT set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true)`,
        [organizationId, userId],
      );
      const { rows } = await client.query<{ voices: string; templates: string }>(
        `SELECT (SELECT count(*) FROM voice_profiles) AS voices, (SELECT count(*) FROM templates) AS templates`,
      );
      await client.query('COMMIT');
      return rows[0];
    };
    try {
      expect(await countFor(people.cleo.id)).toEqual({ voices: '1', templates: '1' });
      for (const userId of [people.ada.id, people.theo.id, ''])
        expect(await countFor(userId)).toEqual({ voices: '0', templates: '0' });
    } finally {
      await client.end();
    }
  });

  it('follows the coach’s layout: which sections, in which order, and no more lines than it allows', async () => {
    const concise = await drafted('theo', rules, { wanted: 'concise' });
    expect([...new Set(concise.lines.map(({ section }) => section))]).toEqual([
      ...['actions', 'wins', 'challenges', 'recommendations'],
    ]);
    expect(concise.lines.filter(({ section }) => section === 'wins')).toHaveLength(2);
    const standard = await drafted('theo', rules);
    expect(standard.lines.filter(({ section }) => section === 'wins').length).toBeGreaterThan(2);
  });

  it('leaves no word in the logs', () => {
    expect(JSON.stringify(lines)).not.toMatch(/quokka|\bagent\b/i);
  });
});
