import type { MoveProposer } from '../../coaching/talks/guarded-mind.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import type { StructuredModel } from '../summaries/structured-model.ts';
import { coachUser } from './coach-user.ts';
import { moveOf } from './move-of.ts';
import { coachPromptVersion, coachReply, coachSystem, type CoachReply } from './prompts/coach.ts';

export interface HostedMindOptions {
  model: StructuredModel;
  /** Name of the model, recorded with each talk. */
  modelName: string;
  /** Reads the day of a step from the person's words. */
  dates: DateReader;
}

/** Moves that a hosted model proposes. Each is checked before it is said: see `guardedMind`. */
export const createHostedMind = ({ model, modelName, dates }: HostedMindOptions): MoveProposer => ({
  promptVersion: coachPromptVersion,
  model: modelName,
  async propose(situation, { organizationId, requireOffline, signal }, refused) {
    const reply: CoachReply = await model.invokeStructured({
      organizationId,
      purpose: 'coach',
      promptVersion: coachPromptVersion,
      system: coachSystem,
      user: coachUser(situation, refused),
      schema: coachReply,
      signal,
      requireOffline,
    });
    return moveOf(reply, situation, dates);
  },
});
