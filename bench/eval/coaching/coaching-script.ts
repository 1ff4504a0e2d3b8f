import type { PersonContext } from '../../../src/coaching/talks/coach-mind.ts';
import type { TalkStage } from '../../../src/coaching/talks/talk.ts';

/** One line of `test/eval-data/coaching.jsonl`; its README says how it is read. */
export interface CoachingScript {
  id: string;
  /** What is special about this conversation. */
  about: string;
  /** Address of a person of the demo. */
  as: string;
  /** What is known of them in this conversation, beyond their name. */
  person?: Partial<Omit<PersonContext, 'firstName'>>;
  opening: string;
  /** What they say at each stage, in order; the last one again when more is asked. */
  replies: Partial<Record<TalkStage, readonly string[]>>;
  expect?: {
    /** At least one of these has to be drawn on, and said so. */
    uses?: readonly string[];
  };
}

export const contextOf = (script: CoachingScript, name: string): PersonContext => ({
  firstName: name.split(' ')[0] ?? name,
  strengths: [],
  flow: [],
  goals: [],
  motivators: [],
  developmentAreas: [],
  respondsTo: [],
  actions: [],
  ...script.person,
});
