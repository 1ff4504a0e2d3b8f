import { createCoachingAgent } from '../agent/coaching-agent.ts';
import { createCareTools } from '../agent/tools/care-tools.ts';
import { createRecordTools } from '../agent/tools/record-tools.ts';
import { growthPlanTool } from '../agent/tools/growth-plan.ts';
import { suggestConnectionsTool } from '../agent/tools/suggest-connections.ts';
import { listNotesTool } from '../agent/tools/list-notes.ts';
import { listSessionsTool } from '../agent/tools/list-sessions.ts';
import { createSessionTools } from '../agent/tools/session-tools.ts';
import { createTalkTools } from '../agent/tools/talk-tools.ts';
import { createProfileTools } from '../agent/tools/profile-tools.ts';
import type { Agent } from '../agent/agent.ts';
import type { ConversationRepository } from '../coaching/conversations/ports.ts';
import type { DeliveryRepository } from '../coaching/delivery/ports.ts';
import type { ModelCallRepository } from '../coaching/models/ports.ts';
import type { OpenNotes, QuickNoteRepository } from '../coaching/notes/ports.ts';
import type { SearchRecordsDeps } from '../coaching/records/search-records.ts';
import type { SimilarSessionsDeps } from '../coaching/records/similar-sessions.ts';
import type { DateReader } from '../coaching/sessions/date-reader.ts';
import type { ExportSummariesDeps } from '../coaching/exports/export-summaries.ts';
import type { ListSessionsDeps } from '../coaching/sessions/list-sessions.ts';
import type { TranscriptParser } from '../coaching/sessions/transcript-parser.ts';
import type { PatchProposer, SummaryDrafter } from '../coaching/summaries/ports.ts';
import type { AuditLog, OrganizationRepository } from '../coaching/tenants/ports.ts';
import type { Config } from '../config/read-config.ts';
import { createAuditLog } from '../data/audit-log.ts';
import { checkRoles } from '../data/check-roles.ts';
import { createConversationRepository } from '../data/conversation-repository.ts';
import { createConversationReferenceRepository } from '../data/conversation-reference-repository.ts';
import { openDatabase, type Database } from '../data/database.ts';
import { createDeliveryRepository } from '../data/delivery-repository.ts';
import { openDispatcher, type Dispatcher } from '../data/dispatcher.ts';
import { createInboxRepository } from '../data/inbox-repository.ts';
import { createModelCallRepository } from '../data/model-call-repository.ts';
import { createOrganizationRepository } from '../data/organization-repository.ts';
import { createQuickNoteRepository } from '../data/quick-note-repository.ts';
import { createRecordIndex } from '../data/records/record-index.ts';
import { createRecordStore } from '../data/records/record-store.ts';
import { openScopedPool } from '../data/scoped-pool.ts';
import { createSealedBox } from '../data/sealed-box.ts';
import { createExportSource } from '../data/sessions/export-source.ts';
import { createSessionCatalog } from '../data/sessions/session-catalog.ts';
import { createTranscriptParser } from '../files/transcripts/transcript-parser.ts';
import { recordLanguage } from '../knowledge/records/record-language.ts';
import { createChatModels, type ChatModels } from '../models/chat-model.ts';
import { chronoMomentReader } from '../models/follow-ups/chrono-moment-reader.ts';
import { createDateReader } from '../models/summaries/chrono-date-reader.ts';
import { createStructuredModel } from '../models/summaries/structured-model.ts';
import { createPatchProposer, createSummaryDrafter } from '../models/summaries/summary-models.ts';
import { createEmbeddings } from '../models/create-embeddings.ts';
import { checkModel, type ModelCheck } from '../models/check-model.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { ConversationReferenceRepository, InboxRepository } from '../turns/ports.ts';
import { createPrivacyParts, type PrivacyParts } from './create-privacy.ts';
import { createCareParts, type CareParts } from './create-care.ts';
import { createGrowthParts, type GrowthParts } from './create-growth.ts';
import { createConnectionParts, type ConnectionParts } from './create-connections.ts';
import { createFollowUpParts, type FollowUpParts } from './create-follow-ups.ts';
import { createManagementTools } from './create-management-tools.ts';
import { createManagementParts, type ManagementParts } from './create-management.ts';
import { createKnowledgeParts, type KnowledgeParts } from './create-knowledge-parts.ts';
import { createPeopleParts, type PeopleParts } from './create-people.ts';
import { createProfileParts, type ProfileParts } from './create-profiles.ts';
import { createSessionParts, type SessionParts } from './create-sessions.ts';
import { createTalkParts, type TalkParts } from './create-talks.ts';
import { createRecordChanges, type RecordChanges } from './record-changes.ts';
import { openServices, type Services } from './open-services.ts';

/** Everything that does not depend on how a message came in: the command line needs no more than this. */
export interface Core
  extends
    KnowledgeParts,
    PeopleParts,
    SessionParts,
    FollowUpParts,
    TalkParts,
    CareParts,
    GrowthParts,
    ProfileParts,
    ConnectionParts,
    ManagementParts {
  config: Config;
  clock: Clock;
  logger: Logger;
  services: Services;
  database: Database;
  dispatcher: Dispatcher;
  inbox: InboxRepository;
  organizations: OrganizationRepository;
  conversations: ConversationRepository;
  references: ConversationReferenceRepository;
  deliveries: DeliveryRepository;
  notes: QuickNoteRepository & OpenNotes;
  audit: AuditLog;
  modelCalls: ModelCallRepository;
  /** What it takes to search summaries, notes and sessions. */
  recordSearch: SearchRecordsDeps & SimilarSessionsDeps;
  /** What it takes to list sessions. */
  sessionList: ListSessionsDeps;
  /** What it takes to export summaries. */
  summaryExport: ExportSummariesDeps;
  recordChanges: RecordChanges;
  privacy: PrivacyParts;
  models: ChatModels;
  parser: TranscriptParser;
  dates: DateReader;
  drafter: SummaryDrafter;
  proposer: PatchProposer;
  agent: Agent;
  /** Asks the configured model's server whether it knows the model; for the doctor. */
  checkModel(): Promise<ModelCheck>;
  close(): Promise<void>;
}

/** Opens services, checks roles, and connects every room that the command line and the servers share. */
export async function openCore(
  config: Config,
  deps: { logger: Logger; onProgress?: (step: string) => void },
): Promise<Core> {
  const services = await openServices(config, deps);
  try {
    await checkRoles(services.databases);
    return connect(config, services, deps.logger);
  } catch (error) {
    await services.close();
    throw error;
  }
}

function connect(config: Config, services: Services, logger: Logger): Core {
  const clock = systemClock;
  const box = createSealedBox(services.encryptionKey);
  const database = openDatabase(services.databases.app);
  const pool = openScopedPool(services.databases.app);
  const dispatcher = openDispatcher(services.databases.dispatcher, box);
  const modelCalls = createModelCallRepository(pool);
  const embeddings = createEmbeddings(config.embeddings, { clock, logger });
  // The offline model stands in when nothing outside answers: it compares meaning with embeddings of its own.
  const offlineEmbeddings =
    config.embeddings.provider === 'offline'
      ? embeddings
      : createEmbeddings({ provider: 'offline' }, { clock, logger });
  const models = createChatModels(config.chat, { calls: modelCalls, offlineEmbeddings, clock, logger });
  const knowledgeParts = createKnowledgeParts(
    config,
    { database, pool, chromaUrl: services.chromaUrl },
    { embeddings, offlineEmbeddings },
    { clock, logger },
  );
  const { knowledge } = knowledgeParts;
  const peopleParts = createPeopleParts(database, pool);
  const { users } = peopleParts;
  const recordChanges = createRecordChanges();
  const sessionParts = createSessionParts({ database, pool }, { recordChanges, clock, logger });
  const { sessions, summaries, proposals } = sessionParts;
  const organizations = createOrganizationRepository(database, pool);
  const connectionParts = createConnectionParts({ database, pool }, { users, clock });
  const profileParts = createProfileParts(database, connectionParts.onProfileChanged);
  const summaryModels = {
    model: config.chat.provider === 'offline' ? undefined : createStructuredModel(models),
    requireOffline: async (organizationId: string) =>
      (await organizations.find(organizationId))?.requireOffline ?? false,
    logger,
  };
  const proposer = createPatchProposer(summaryModels);
  const dates = createDateReader();
  const recordSearch = {
    records: createRecordStore(pool),
    recordIndex: createRecordIndex(pool, { logger }),
    language: recordLanguage,
    ...{ users, sessions, summaries, dates, clock },
  };
  const audit = createAuditLog(database);
  const notes = recordChanges.notes(createQuickNoteRepository(database));
  const management = createManagementParts(
    { database, pool, databaseUrl: services.databases.app },
    {
      ...{ users, organizations, notes, audit, clock },
      ...{ profiles: profileParts, onProfileChanged: connectionParts.onProfileChanged },
      records: recordSearch.records,
    },
  );
  const growthParts = createGrowthParts({ database, pool });
  const summaryExport = { source: createExportSource(pool), records: recordSearch.records, audit, clock };
  const care = createCareParts({ database, dispatcher });
  const sessionList = { ...recordSearch, catalog: createSessionCatalog(pool) };
  const conversations = createConversationRepository(pool);
  const talkParts = createTalkParts(pool, {
    ...{ ...profileParts, ...growthParts, peopleSearch: connectionParts.peopleSearch },
    ...{ conversations, dates, clock, logger },
    ...{ model: summaryModels.model, modelName: models.name },
    actions: sessionParts.actions,
    search: knowledge.search,
  });
  return {
    config,
    clock,
    logger,
    services,
    database,
    dispatcher,
    inbox: createInboxRepository(pool, box),
    organizations,
    ...peopleParts,
    conversations,
    references: createConversationReferenceRepository(database),
    deliveries: createDeliveryRepository(pool),
    notes,
    ...management.parts,
    audit,
    modelCalls,
    ...sessionParts,
    ...profileParts,
    ...talkParts,
    ...knowledgeParts,
    recordSearch,
    sessionList,
    summaryExport,
    recordChanges,
    privacy: createPrivacyParts(config, {
      pool,
      box,
      suggestedTo: (organizationId, userId) => dispatcher.suggestedTo(organizationId, userId),
    }),
    models,
    parser: createTranscriptParser(),
    dates,
    drafter: createSummaryDrafter(summaryModels),
    proposer,
    ...care,
    ...growthParts,
    ...createFollowUpParts(config, { database, pool }, summaryModels),
    ...connectionParts,
    agent: createCoachingAgent({
      models,
      search: knowledge.search,
      tools: [
        ...createSessionTools({ users, sessions, summaries, proposals, proposer, clock }),
        ...createRecordTools(recordSearch),
        listSessionsTool(sessionList),
        listNotesTool({ ...recordSearch, notes }),
        ...createManagementTools(management.parts, {
          ...sessionParts,
          ...{ users, audit, dates, clock, moments: chronoMomentReader },
        }),
        ...createTalkTools(talkParts.talkPartner),
        ...createCareTools({ ...care, users, clock }),
        growthPlanTool({ ...growthParts, clock, dates, moments: chronoMomentReader }),
        ...createProfileTools({ ...profileParts, users, organizations, audit, clock }),
        suggestConnectionsTool(connectionParts.peopleSearch),
      ],
      logger,
      clock,
    }),
    checkModel: () => checkModel(config.chat),
    async close() {
      await models.settled();
      await Promise.all([embeddings.close(), offlineEmbeddings.close()]);
      await dispatcher.close();
      await management.close();
      await pool.close();
      await database.close();
      await services.close();
    },
  };
}
