import type { ActionItemRepository } from '../coaching/actions/ports.ts';
import type { ClientRepository } from '../coaching/clients/ports.ts';
import type { ParticipantMatches, SessionPlans } from '../coaching/sessions/plan-ports.ts';
import type { SessionRepository } from '../coaching/sessions/ports.ts';
import type { ProcessingLedger } from '../coaching/sessions/processing-ledger.ts';
import type { SummaryRepository } from '../coaching/summaries/ports.ts';
import type { ProposalRepository } from '../coaching/summaries/proposals/ports.ts';
import { createTemplateSource } from '../coaching/templates/choose-template.ts';
import type { TemplateRepository, TemplateSource } from '../coaching/templates/ports.ts';
import { createVoiceLearner, learningSummaries } from '../coaching/voice/learn-voice.ts';
import type { VoiceRepository, VoiceSource } from '../coaching/voice/ports.ts';
import { createVoiceSource } from '../coaching/voice/voice-source.ts';
import { createActionItemRepository } from '../data/actions/action-item-repository.ts';
import { createClientRepository } from '../data/client-repository.ts';
import type { Database } from '../data/database.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';
import { createParticipantMatches } from '../data/sessions/participant-matches.ts';
import { createProcessingLedger } from '../data/sessions/processing-ledger.ts';
import { createProposalRepository } from '../data/sessions/proposal-repository.ts';
import { createSessionPlans } from '../data/sessions/session-plans.ts';
import { createSessionRepository } from '../data/sessions/session-repository.ts';
import { createSummaryRepository } from '../data/sessions/summary-repository.ts';
import { createTemplateRepository } from '../data/templates/template-repository.ts';
import { createVoiceRepository } from '../data/voice/voice-repository.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { RecordChanges } from './record-changes.ts';

/** Where sessions and their summaries are kept, and how a coach writes them. */
export interface SessionParts {
  sessions: SessionRepository;
  /** What is done of each session's processing. */
  ledger: ProcessingLedger;
  clients: ClientRepository;
  plans: SessionPlans;
  matches: ParticipantMatches;
  summaries: SummaryRepository;
  proposals: ProposalRepository;
  actions: ActionItemRepository;
  templates: TemplateRepository & TemplateSource;
  voices: VoiceRepository & VoiceSource;
}

export function createSessionParts(
  { database, pool }: { database: Database; pool: ScopedPool },
  { recordChanges, clock, logger }: { recordChanges: RecordChanges; clock: Clock; logger: Logger },
): SessionParts {
  const sessions = recordChanges.sessions(createSessionRepository(database, pool));
  const storedSummaries = createSummaryRepository(database);
  const voiceRepository = createVoiceRepository(database);
  const voices = { ...voiceRepository, ...createVoiceSource(voiceRepository) };
  const voice = createVoiceLearner({ voices, sessions, summaries: storedSummaries, clock, logger });
  const templateRepository = createTemplateRepository(database);
  return {
    sessions,
    ledger: createProcessingLedger(pool),
    clients: createClientRepository(database),
    plans: createSessionPlans(database),
    matches: createParticipantMatches(database),
    summaries: learningSummaries(recordChanges.summaries(storedSummaries), voice),
    proposals: createProposalRepository(database),
    actions: createActionItemRepository(database),
    templates: { ...templateRepository, ...createTemplateSource({ templates: templateRepository }) },
    voices,
  };
}
