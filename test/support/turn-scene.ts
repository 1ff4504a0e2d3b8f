import type { Agent, AgentInput, AgentOutcome } from '../../src/agent/agent.ts';
import { productPrompts } from '../../src/app/prompts.ts';
import type { User } from '../../src/coaching/people/user.ts';
import type { TemplateRepository } from '../../src/coaching/templates/ports.ts';
import type { VoiceRepository } from '../../src/coaching/voice/ports.ts';
import type { GrowthRepository } from '../../src/coaching/growth/ports.ts';
import { chronoMomentReader } from '../../src/models/follow-ups/chrono-moment-reader.ts';
import { createDateReader } from '../../src/models/summaries/chrono-date-reader.ts';
import type { LogFields, Logger } from '../../src/shared/logger.ts';
import type { ActionHandlers } from '../../src/turns/actions.ts';
import { answerQuestion } from '../../src/turns/answer-question.ts';
import { createHelpCommand } from '../../src/turns/commands/commands.ts';
import { createDeliverer } from '../../src/turns/deliverer.ts';
import { drainConversation, type DrainDeps } from '../../src/turns/drain-conversation.ts';
import { createGrowthTurns } from '../../src/turns/growth/growth-turns.ts';
import { createEditHandler } from '../../src/turns/handle-edit.ts';
import { createMessageHandler } from '../../src/turns/handle-message.ts';
import type { JobPayloads, JobQueue } from '../../src/turns/ports.ts';
import { createNotePoster } from '../../src/turns/notes/note-poster.ts';
import { createNoteTurns } from '../../src/turns/notes/note-turns.ts';
import { createKnowledgeTurns } from '../../src/turns/knowledge/knowledge-turns.ts';
import { createPeopleResolver } from '../../src/turns/people-resolver.ts';
import type { ContextOf } from '../../src/turns/turn-context.ts';
import type { Turn } from '../../src/turns/turn.ts';
import { createPromptTurns } from '../../src/turns/prompts/prompt-turns.ts';
import type { ProfileStore, QuestionnaireRepository } from '../../src/coaching/profiles/ports.ts';
import { createProfileTurns } from '../../src/turns/profiles/profile-turns.ts';
import { createWritingTurns } from '../../src/turns/writing/writing-turns.ts';
import { FakeKnowledgeSearch } from './fake-knowledge-search.ts';
import { FakeChatPlatform } from './fakes/chat-platform.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import type { Life } from './fakes/mortal.ts';
import { createFakeWorld, type FakeWorld } from './fakes/repositories.ts';
import { createFakeGrowth } from './fakes/growth.ts';
import { createFakeNoteParts } from './fakes/notes.ts';
import { createFakeKnowledge, type FakeKnowledge } from './fakes/knowledge.ts';
import { createFakeProfiles, createFakeQuestionnaires } from './fakes/profiles.ts';
import { createFakeSessions } from './fakes/sessions.ts';
import { createFakeTemplates } from './fakes/templates.ts';
import { createFakeVoices } from './fakes/voices.ts';
import { cast, emailOf, peopledOrganization, type CastName, type World } from './world.ts';

export interface LoggedLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  fields: LogFields;
}

/** A delayed or immediate wake-up that was asked for. */
export interface Enqueued {
  payload: JobPayloads['turns.drain'];
  delayMs: number;
}

/** Answers what it is told to; each call is kept. */
export class FakeAgent implements Agent {
  readonly calls: AgentInput[] = [];
  outcome: AgentOutcome = answerOf('Ask for the receipt first. [1]');
  /** Streamed before the outcome. */
  pieces: readonly string[] = [];
  /** Thrown instead, once each. */
  readonly faults: Error[] = [];

  async answer(input: AgentInput): Promise<AgentOutcome> {
    await Promise.resolve();
    this.calls.push(input);
    for (const piece of this.pieces) input.onText?.(piece);
    const fault = this.faults.shift();
    if (fault !== undefined) throw fault;
    return this.outcome;
  }
}

export const answerOf = (text: string): AgentOutcome => ({
  kind: 'answer',
  text,
  citations: [],
  grounded: true,
  confidence: 1,
  leftOut: 0,
  search: { mode: 'hybrid', results: [] },
});

/** Everything between the inbox and the platform, with only the model, the platform and the store made up. */
export interface TurnScene<W extends World = FakeWorld> {
  world: W;
  clock: ManualClock;
  platform: FakeChatPlatform;
  agent: FakeAgent;
  organizationId: string;
  people: Record<CastName, User>;
  logged: LoggedLine[];
  enqueued: Enqueued[];
  queries: FakeKnowledge['queries']['recorded'];
  knowledge: FakeKnowledge;
  templates: TemplateRepository;
  voices: VoiceRepository;
  growth: GrowthRepository;
  profileParts: { profiles: ProfileStore; questionnaires: QuestionnaireRepository };
  noteParts: ReturnType<typeof createFakeNoteParts>;
  /** People who never met the bot, by id. */
  strangers: Set<string>;
  /** What the worker is made of; with a life, of ports that die with it. */
  deps(life?: Life): DrainDeps;
  take(turn: Turn, addressed?: boolean): Promise<string>;
  /** One worker drains the conversation of this turn. */
  drain(turn: Pick<Turn, 'place'>, life?: Life, shutdown?: AbortSignal): Promise<void>;
  /** Takes the turn in and lets a worker answer it. @returns the event's id */
  answer(turn: Turn): Promise<string>;
}

/** Platform id of a person of the cast. */
export const platformIdOf = (who: CastName): string => `U-${who}`;

export function openTurnScene(): Promise<TurnScene> {
  const clock = new ManualClock();
  return openTurnSceneOn(createFakeWorld(clock), clock);
}

/** The same on a store of one's own, such as PostgreSQL. */
export async function openTurnSceneOn<W extends World>(world: W, clock: ManualClock): Promise<TurnScene<W>> {
  const platform = new FakeChatPlatform({ clock });
  const agent = new FakeAgent();
  const { organizationId, people } = await peopledOrganization(world, 'T1');
  for (const who of Object.keys(cast) as CastName[]) {
    platform.addPerson(platformIdOf(who), { name: cast[who].name, email: emailOf(who) });
  }
  const logged: LoggedLine[] = [];
  const enqueued: Enqueued[] = [];
  const knowledge = createFakeKnowledge(clock);
  const queries = knowledge.queries.recorded;
  const writing = {
    templates: createFakeTemplates(),
    voices: createFakeVoices(),
    growth: createFakeGrowth(clock),
  };
  const profileParts = {
    profiles: createFakeProfiles(clock),
    questionnaires: createFakeQuestionnaires(clock),
  };
  const noteParts = createFakeNoteParts(world.users);
  const strangers = new Set<string>();
  const spine = {
    noteParts,
    strangers,
    people,
    world,
    clock,
    platform,
    agent,
    logged,
    enqueued,
    queries,
    knowledge,
  };
  const parts = { ...spine, ...writing, profileParts };

  const deps = (life?: Life): DrainDeps => createDrainDeps(parts, life);
  const drain: TurnScene['drain'] = ({ place }, life, shutdown) =>
    drainConversation(deps(life), organizationId, place.key, shutdown);
  const take: TurnScene['take'] = async (turn, addressed = true) => {
    const stored = await world.intake(turn, { addressed });
    if (stored.kind !== 'stored') throw new Error(`The turn was ${stored.kind}.`);
    return stored.inboxEventId;
  };
  return {
    ...parts,
    organizationId,
    people,
    deps,
    drain,
    take,
    async answer(turn) {
      const id = await take(turn);
      await drain(turn);
      return id;
    },
  };
}

type Parts = Pick<
  TurnScene<World>,
  | 'world'
  | 'clock'
  | 'platform'
  | 'agent'
  | 'logged'
  | 'enqueued'
  | 'knowledge'
  | 'templates'
  | 'voices'
  | 'growth'
  | 'profileParts'
  | 'noteParts'
  | 'strangers'
  | 'people'
>;

function createDrainDeps(parts: Parts, life: Life | undefined): DrainDeps {
  const { world, clock } = parts;
  const hold = <T extends object>(port: T): T => life?.hold(port) ?? port;
  const [users, conversations, agent] = [hold(world.users), hold(world.conversations), hold(parts.agent)];
  const [notes, audit, platform] = [hold(world.notes), hold(world.audit), hold(parts.platform)];
  const logger = createListLogger(parts.logged);
  const deliverer = createDeliverer({ deliveries: hold(world.deliveries), logger });
  const people = createPeopleResolver({ users, identities: hold(world.identities), clock });
  const noteTurns = createNoteTurns({
    notes,
    users,
    audit,
    clock,
    people,
    dates: createDateReader(),
    ...parts.noteParts,
    sessions: {
      find: (organizationId, id) => {
        const session = parts.noteParts.linkable.sessions.find((known) => known.id === id);
        if (session === undefined) return Promise.resolve(undefined);
        const { leaderId: facilitatorId, title, date } = session;
        const held = { type: 'REGULAR', processing: 'none', createdAt: clock.now() } as const;
        return Promise.resolve({ id, organizationId, facilitatorId, title, date, ...held });
      },
    },
    poster: createNotePoster({
      platforms: new Map([[platform.platform, platform]]),
      deliverer,
      addresses: {
        of: (_organizationId, userId) => {
          const who = (Object.keys(cast) as CastName[]).find((name) => parts.people[name].id === userId);
          const address = { platform: platform.platform, installationId: 'T1' };
          return Promise.resolve(
            who === undefined || parts.strangers.has(userId)
              ? []
              : [{ ...address, platformUserId: platformIdOf(who) }],
          );
        },
        heardAt: () => Promise.resolve(new Map()),
      },
    }),
  });
  const questions = {
    agent,
    conversations,
    users,
    ...createFakeSessions(clock),
    poster: { refresh: () => Promise.resolve() },
    clock,
    queries: hold(parts.knowledge.queries),
  };
  const { feedback, gaps, entries, entryDocuments, documents } = parts.knowledge;
  const knowledge = createKnowledgeTurns({
    feedback: hold(feedback),
    gaps: hold(gaps),
    entries: hold(entries),
    entryDocuments: hold(entryDocuments),
    documents,
    conversations,
    users,
    audit,
    clock,
    logger,
    outline: { sections: () => Promise.resolve([]), documents: () => Promise.resolve([]) },
    search: new FakeKnowledgeSearch([]),
  });
  const writing = createWritingTurns({
    templates: hold(parts.templates),
    voices: hold(parts.voices),
    audit,
    clock,
  });
  const growth = createGrowthTurns({
    growth: hold(parts.growth),
    conversations,
    sessions: { findByThread: () => Promise.resolve(undefined) },
    talks: { findOpen: () => Promise.resolve(undefined) },
    dates: createDateReader(),
    moments: chronoMomentReader,
    clock,
  });
  const profiles = createProfileTurns({
    profiles: hold(parts.profileParts.profiles),
    questionnaires: hold(parts.profileParts.questionnaires),
    organizations: hold(world.organizations),
    users,
    audit,
    clock,
    people,
  });
  const queue: JobQueue = hold({
    enqueue: (_name: string, payload: unknown, options: { delayMs?: number } = {}) => {
      parts.enqueued.push({
        payload: payload as JobPayloads['turns.drain'],
        delayMs: options.delayMs ?? 0,
      });
      return Promise.resolve();
    },
  });
  const unused = () => Promise.reject(new Error('Not a part of this scene.'));
  const actions: ActionHandlers = {
    'summary.refine': unused,
    'summary.approve': unused,
    'summary.undo': unused,
    'summary.show': unused,
    'session.retry': unused,
    'summary.choose': unused,
    'summary.redo': unused,
    'summary.history': unused,
    'summary.compare': unused,
    'summary.restore': unused,
    'summary.reopen': unused,
    'summaries.apply': unused,
    'summaries.dismiss': unused,
    'summaries.undo': unused,
    'action.assign': unused,
    'action.leave': unused,
    'action.list': unused,
    'action.done': unused,
    'action.undone': unused,
    'action.page': unused,
    'action.show': unused,
    'action.new': unused,
    'action.give': unused,
    'action.progress': unused,
    'action.note': unused,
    'action.block': unused,
    'action.unblock': unused,
    'action.finish': unused,
    'action.verify': unused,
    'action.send-back': unused,
    'action.reopen': unused,
    'action.cancel': unused,
    'worked.review': unused,
    ...noteTurns.actions,
    'document.discard': unused,
    'session.open': unused,
    'session.more': unused,
    'export.form': unused,
    'export.send': unused,
    'talk.option': unused,
    'talk.rate': unused,
    'talk.keep-goal': unused,
    'help.example': (context) =>
      answerQuestion(questions, context, { text: context.turn.value, messageId: context.event.id }),
    'answer.ask': unused,
    ...knowledge.actions,
    'speaker.is': unused,
    'speaker.nobody': unused,
    'speaker.ask': unused,
    'speaker.pick': unused,
    'speaker.client': unused,
    'session.attach': unused,
    'session.separate': unused,
    ...writing.actions,
    ...growth.actions,
    'follow-up.choose': unused,
    'follow-up.draft': unused,
    'follow-up.send': unused,
    'follow-up.at': unused,
    'follow-up.time': unused,
    'follow-up.undo': unused,
    'follow-up.cancel': unused,
    'follow-up.arrived': unused,
    'follow-up.address': unused,
    'privacy.page': unused,
    'privacy.export': unused,
    'privacy.forget-talk': unused,
    'privacy.forget-exchange': unused,
    'privacy.forget-all': unused,
    'privacy.delete-me': unused,
    'care.ask': unused,
    'contact.form': unused,
    'contact.remove': unused,
    'connection.form': unused,
    'connection.pause': unused,
    'connection.resume': unused,
    'connection.leave': unused,
    'connection.ask': unused,
    'connection.dismiss': unused,
    'connection.others': unused,
    'connection.accept': unused,
    'connection.decline': unused,
    'connection.decline-pause': unused,
    'connection.exclude': unused,
    'plan.list': unused,
    'plan.show': unused,
    'plan.form': unused,
    'plan.submit': unused,
    'plan.approve': unused,
    'plan.send-back': unused,
    'plan.activate': unused,
    'plan.update': unused,
    'plan.check-in': unused,
    'plan.extend': unused,
    'plan.end': unused,
    'plan.reopen': unused,
    'meeting.list': unused,
    'meeting.form': unused,
    'meeting.plan': unused,
    'meeting.show': unused,
    'meeting.move': unused,
    'meeting.move-to': unused,
    'meeting.cancel': unused,
    'meeting.no-show': unused,
    'meeting.start': unused,
    'meeting.prep': unused,
    'meeting.refresh': unused,
    'meeting.agenda': unused,
    'meeting.complete': unused,
    'meeting.preview': unused,
    'meeting.send': unused,
    'meeting.cannot': unused,
    'import.confirm': unused,
    'import.columns': unused,
    'import.kind': unused,
    'import.cancel': unused,
    'import.errors': unused,
    'import.undo': unused,
    'import.show': unused,
    'annotation.form': unused,
    'annotation.remove': unused,
    'metric.form': unused,
    'metric.retire': unused,
    'metric.restore': unused,
    'peers.join': unused,
    'peers.leave': unused,
    'digest.team': unused,
    ...profiles.actions,
  };
  const ask = async (context: ContextOf<'message'>): Promise<void> => {
    if (await profiles.answers(context)) return;
    if ((await profiles.talk(context)) || (await growth.takeWords(context))) return;
    const { text, messageId } = context.turn;
    await answerQuestion(questions, context, { text, messageId });
  };
  return {
    inbox: hold(world.inbox),
    queue,
    deliverer,
    clock,
    logger,
    turns: {
      streamAfterMs: 0,
      platforms: new Map([[platform.platform, platform]]),
      organizations: hold(world.organizations),
      users,
      conversations,
      people,
      deliverer,
      commands: new Map([
        ['help', createHelpCommand()],
        ...noteTurns.commands,
        ...knowledge.commands,
        ...writing.commands,
        ...createPromptTurns({ prompts: productPrompts }).commands,
        ...growth.commands,
        ...profiles.commands,
      ]),
      actions,
      forms: {
        ...noteTurns.forms,
        'document.load': unused,
        ...knowledge.forms,
        'speaker.pick': unused,
        'speaker.client': unused,
        'summary.compare': unused,
        'action.assign': unused,
        'action.create': unused,
        'action.note': unused,
        'action.block': unused,
        'action.finish': unused,
        'action.send-back': unused,
        'worked.review': unused,
        ...writing.forms,
        ...profiles.forms,
        'follow-up.schedule': unused,
        'follow-up.address': unused,
        'export.summaries': unused,
        'privacy.delete-me': unused,
        'contact.save': unused,
        ...growth.forms,
        'connection.settings': unused,
        'connection.ask': unused,
        'plan.save': unused,
        'plan.send-back': unused,
        'plan.update': unused,
        'plan.check-in': unused,
        'plan.extend': unused,
        'plan.end': unused,
        'meeting.plan': unused,
        'meeting.move': unused,
        'meeting.cancel': unused,
        'meeting.no-show': unused,
        'meeting.agenda': unused,
        'meeting.complete': unused,
        'meeting.cannot': unused,
        'import.columns': unused,
        'import.kind': unused,
        'annotation.save': unused,
        'metric.save': unused,
        ...knowledge.forms,
      },
      message: createMessageHandler({ question: ask, files: unused }),
      edit: createEditHandler({
        ...questions,
        answer: (context, question) => answerQuestion(questions, context, question),
      }),
      logger,
    },
  };
}

function createListLogger(lines: LoggedLine[], base: LogFields = {}): Logger {
  const add =
    (level: LoggedLine['level']) =>
    (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, fields: { ...base, ...fields } });
    };
  return {
    debug: add('debug'),
    info: add('info'),
    warn: add('warn'),
    error: add('error'),
    child: (fields) => createListLogger(lines, { ...base, ...fields }),
  };
}
