import type { NumberedPassage } from '../../../src/coaching/knowledge/numbered-passage.ts';
import type { CoachMind, CoachSituation, PersonContext } from '../../../src/coaching/talks/coach-mind.ts';
import { composeMove } from '../../../src/coaching/talks/compose-move.ts';
import type { TalkAnswer, TalkDriver } from './talk-driver.ts';

export interface MindDriverOptions {
  mind: CoachMind;
  organizationId: string;
  person: PersonContext;
  /** Calendar day `YYYY-MM-DD`. */
  today: string;
  /** What the knowledge base holds on these words, for this person. */
  passagesFor: (words: string) => Promise<readonly NumberedPassage[]>;
}

/** A conversation with a mind alone: the state of the talk is kept in memory, and nothing is stored. */
export function createMindDriver(options: MindDriverOptions): TalkDriver {
  const { mind, organizationId, person, today } = options;
  let state: Omit<CoachSituation, 'words' | 'passages'> = {
    kind: 'general',
    stage: person.lastStep === undefined ? 'topic' : 'look_back',
    said: [],
    asked: [],
    options: [],
    person,
    today,
  };
  return {
    async say(words): Promise<TalkAnswer> {
      const passages = await options.passagesFor([state.topic ?? '', words].join(' ').trim());
      const { move, model, promptVersion } = await mind.next(
        { ...state, words, passages },
        { organizationId, requireOffline: false, signal: AbortSignal.timeout(60_000) },
      );
      const text = composeMove(move, passages);
      const topic = move.topic ?? state.topic;
      const nextStep = move.step?.text ?? state.nextStep;
      state = {
        ...state,
        kind: move.kind ?? state.kind,
        stage: move.stage,
        said: [...state.said, { role: 'user', text: words }, { role: 'assistant', text }],
        asked: move.questionId === '' ? state.asked : [...state.asked, move.questionId],
        options: [...new Set([...state.options, ...(move.options ?? [])])],
        ...(topic === undefined ? {} : { topic }),
        ...(nextStep === undefined ? {} : { nextStep }),
      };
      const { quote } = move;
      const source = passages.find(({ number }) => number === quote?.passage)?.passage;
      return {
        text,
        stage: move.stage,
        uses: move.uses,
        model,
        promptVersion,
        citations:
          quote === undefined || source === undefined
            ? []
            : [
                {
                  document: source.documentName,
                  version: source.version,
                  section: source.headingPath.join(' › '),
                  quote: quote.text,
                },
              ],
        ...(move.stage === 'close' ? { closed: nextStep === undefined ? {} : { step: nextStep } } : {}),
      };
    },
  };
}
