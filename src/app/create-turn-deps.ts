import { asksForExport } from '../coaching/exports/read-export-words.ts';
import { escapeMarkdown } from '../messages/markdown.ts';
import type { ChatPlatform } from '../turns/chat-platform.ts';
import type { Deliverer } from '../turns/deliverer.ts';
import type { QueryDeps } from '../turns/answer-query.ts';
import { createCareTurns } from '../turns/care/care-turns.ts';
import { answerQuestion, type QuestionDeps } from '../turns/answer-question.ts';
import { createHelpCommand, type CommandHandlers } from '../turns/commands/commands.ts';
import {
  createDocumentDiscard,
  createDocumentForm,
  createDocumentFormQueries,
} from '../turns/documents/document-form.ts';
import { createDocumentPoster, type DocumentPoster } from '../turns/documents/document-poster.ts';
import { createDocumentTaker } from '../turns/documents/take-document.ts';
import { createConnectionPoster, type ConnectionPoster } from '../turns/connections/connection-poster.ts';
import { createConnectionTurns } from '../turns/connections/connection-turns.ts';
import { createFollowUpActions } from '../turns/follow-ups/follow-up-actions.ts';
import { createFollowUpForms } from '../turns/follow-ups/follow-up-form-turns.ts';
import { createFollowUpPoster, type FollowUpPoster } from '../turns/follow-ups/follow-up-poster.ts';
import { createFollowUpTalk } from '../turns/follow-ups/follow-up-talk.ts';
import { createExportTurns } from '../turns/exports/export-turns.ts';
import { createGrowthTurns } from '../turns/growth/growth-turns.ts';
import type { ImportPoster } from '../turns/imports/import-poster.ts';
import { createEditHandler } from '../turns/handle-edit.ts';
import { createMessageHandler, type TextHandler } from '../turns/handle-message.ts';
import type { TurnDeps } from '../turns/handle-turn.ts';
import { createKnowledgeTurns } from '../turns/knowledge/knowledge-turns.ts';
import type { JobQueue } from '../turns/ports.ts';
import type { PeopleResolver } from '../turns/people-resolver.ts';
import type { PlanPoster } from '../turns/plans/plan-poster.ts';
import { createSessionActions } from '../turns/sessions/session-actions.ts';
import { createProposalActions } from '../turns/sessions/proposal-actions.ts';
import {
  createCompareForm,
  createCompareFormQueries,
  createVersionActions,
} from '../turns/sessions/version-actions.ts';
import { createSummaryActions } from '../turns/sessions/summary-actions.ts';
import { createPlanActions } from '../turns/sessions/plan-actions.ts';
import { createSpeakerTurns } from '../turns/sessions/speaker-actions.ts';
import { createSpeakerQuestions } from '../turns/sessions/speaker-questions.ts';
import { createSessionListActions, createSessionsCommand } from '../turns/sessions/sessions-command.ts';
import { createSessionPoster, type SessionPoster } from '../turns/sessions/post-session.ts';
import { takeFiles } from '../turns/sessions/take-files.ts';
import { createPromptTurns } from '../turns/prompts/prompt-turns.ts';
import { createTalkTurns } from '../turns/talks/talk-turns.ts';
import { createProfileTurns } from '../turns/profiles/profile-turns.ts';
import { createWritingTurns } from '../turns/writing/writing-turns.ts';
import type { ContextOf } from '../turns/turn-context.ts';
import type { Platform } from '../turns/turn.ts';
import { createManagementTurns } from './create-management-turns.ts';
import { createPrivacyTurnsOf } from './create-privacy.ts';
import type { Core } from './open-core.ts';
import { productPrompts } from './prompts.ts';

export interface TurnParts {
  core: Core;
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  queue: JobQueue;
  people: PeopleResolver;
  deliverer: Deliverer;
  /** See `DistressDeps`. */
  onHelpOffered?: () => void;
}

/** Connects commands, buttons, forms and free text with the verbs behind them. */
export function createTurnDeps(parts: TurnParts): {
  turns: TurnDeps;
  poster: SessionPoster;
  documentPoster: DocumentPoster;
  followUpPoster: FollowUpPoster;
  connectionPoster: ConnectionPoster;
  planPoster: PlanPoster;
  importPoster: ImportPoster;
  queries: Pick<QueryDeps, 'forms' | 'suggest'>;
} {
  const { core, platforms, queue, people, deliverer } = parts;
  const poster = createSessionPoster({ ...core, platforms, queue, deliverer });
  const speakerQuestions = createSpeakerQuestions({ ...core, platforms, deliverer });
  const speakers = createSpeakerTurns({ ...core, poster, questions: speakerQuestions });
  const loads = core.knowledge.loads;
  const documentPoster = createDocumentPoster({ ...core, loads, platforms, queue, deliverer });
  const uploads = { ...core, loads, poster: documentPoster };
  const knowledge = createKnowledgeTurns({ ...core, search: core.knowledge.search });
  const { starters } = knowledge;
  const writing = createWritingTurns(core);
  const exports = createExportTurns(core);
  const talks = createTalkTurns({ ...core, partner: core.talkPartner });
  const privacy = createPrivacyTurnsOf(core, parts, exports.actions['export.send']);
  const management = createManagementTurns(core, parts, privacy.actions['export.send']);
  const growth = createGrowthTurns(core);
  const profiles = createProfileTurns({ ...core, people });
  const followUpPoster = createFollowUpPoster({ ...core, platforms, queue, deliverer });
  const followUps = { ...core, queue, poster: followUpPoster };
  const followUpForms = createFollowUpForms(followUps);
  const followUpTalk = createFollowUpTalk(followUps);
  const care = createCareTurns({
    ...core,
    ...parts,
    ask: (context, lead, notFound) => {
      const { text, messageId } = context.turn;
      return answerQuestion(questions, context, { text, messageId, lead, notFound });
    },
  });
  const connectionPoster = createConnectionPoster({ ...core, ...core.peopleSearch, platforms, deliverer });
  const connections = createConnectionTurns({ ...core.peopleSearch, poster: connectionPoster });
  const commands: CommandHandlers = new Map([
    ['help', createHelpCommand(starters)],
    ...management.commands,
    ['sessions', createSessionsCommand(core.sessionList)],
    ['export', exports.command],
    ...knowledge.commands,
    ...writing.commands,
    ...createPromptTurns({ prompts: productPrompts }).commands,
    ...privacy.commands,
    ...care.commands,
    ...growth.commands,
    ...profiles.commands,
    ...connections.commands,
  ]);
  const questions: QuestionDeps = { ...core, poster, followUps: knowledge.followUps, starters };
  /** What rules alone decide about, no model: the first that takes the words answers them. */
  const beforeTheAgent: readonly TextHandler[] = [
    ...care.before,
    privacy.take,
    profiles.answers,
    followUpTalk,
    ...management.takeWords,
    connections.talk,
    growth.takeWords,
    // A file goes to one person.
    async (context) => {
      if (!asksForExport(context.turn.text)) return false;
      await exports.fromWords(context);
      return true;
    },
    ...care.after,
    // An open talk takes all words that nobody above knows.
    talks.words,
    // "My strengths are …" may be an answer to the coach.
    profiles.talk,
  ];
  const ask = async (context: ContextOf<'message'>): Promise<void> => {
    for (const take of beforeTheAgent) if (await take(context)) return;
    const { text, messageId } = context.turn;
    await answerQuestion(questions, context, { text, messageId });
  };
  /** A question on a button is asked like one that was typed. */
  const askPressed = (context: ContextOf<'action'>) =>
    answerQuestion(questions, context, {
      text: context.turn.value,
      messageId: context.event.id,
      standsAlone: true,
      // Nobody typed it: the answer says what it answers.
      lead: `**${escapeMarkdown(context.turn.value)}**`,
    });
  const turns: TurnDeps = {
    ...core,
    care: care.first,
    starters,
    platforms,
    people,
    deliverer,
    commands,
    actions: {
      ...createSummaryActions({ ...core, poster }),
      ...createSessionActions({ ...core, poster }),
      ...createVersionActions({ ...core, poster }),
      ...createProposalActions({ ...core, poster }),
      ...exports.actions,
      ...talks.actions,
      ...privacy.actions,
      ...createSessionListActions({ ...core, ...core.sessionList, users: core.users }),
      'help.example': askPressed,
      'answer.ask': askPressed,
      'document.discard': createDocumentDiscard(uploads),
      ...knowledge.actions,
      ...speakers.actions,
      ...createPlanActions({ ...core, poster }),
      ...writing.actions,
      ...createFollowUpActions(followUps),
      ...followUpForms.actions,
      ...care.actions,
      ...growth.actions,
      ...profiles.actions,
      ...connections.actions,
      // After `privacy`: both send files of their own.
      ...management.actions,
    },
    forms: {
      'document.load': createDocumentForm(uploads),
      'summary.compare': createCompareForm({ ...core, poster }),
      ...exports.forms,
      ...knowledge.forms,
      ...speakers.forms,
      ...writing.forms,
      ...followUpForms.forms,
      ...privacy.forms,
      ...care.forms,
      ...growth.forms,
      ...profiles.forms,
      ...connections.forms,
      ...management.forms,
    },
    message: createMessageHandler({
      question: ask,
      first: management.thread,
      agreed: talks.agreed,
      files: (context) =>
        takeFiles(
          {
            ...{ ...core, poster, questions: speakerQuestions },
            ...{ documents: createDocumentTaker(uploads), imports: management.tableTaker },
          },
          context,
        ),
      starters,
    }),
    edit: createEditHandler({
      ...core,
      talk: talks.edit,
      answer: (context, question) => answerQuestion(questions, context, question),
    }),
  };
  const forms = {
    ...createDocumentFormQueries(core),
    ...createCompareFormQueries({ ...core, poster }),
    ...knowledge.formQueries,
    ...exports.formQueries,
    ...speakers.formQueries,
    ...writing.formQueries,
    ...followUpForms.queries,
    ...privacy.formQueries,
    ...care.formQueries,
    ...growth.formQueries,
    ...profiles.formQueries,
    ...connections.formQueries,
    ...management.formQueries,
  };
  return {
    turns,
    poster,
    documentPoster,
    followUpPoster,
    connectionPoster,
    planPoster: management.planPoster,
    importPoster: management.importPoster,
    queries: { forms, suggest: knowledge.suggest },
  };
}
