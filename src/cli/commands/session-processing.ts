import { processSession, type ProcessedSession } from '../../coaching/sessions/process-session.ts';
import { failedStep } from '../../coaching/sessions/processing/failed-step.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import { newReferenceId } from '../../shared/ids.ts';
import type { Core } from '../../app/open-core.ts';
import { progressBar, type Output } from '../output.ts';

/**
 * Drafts a session's summaries with a progress bar. Asked for again after a failure, it goes on where it stopped.
 * @throws AppError that says at which step it failed, with the code of the cause (else SESSION_030) and a reference
 */
export async function processWithProgress(
  { core, output }: { core: Core; output: Output },
  { organizationId, sessionId }: { organizationId: string; sessionId: string },
): Promise<ProcessedSession> {
  try {
    const processed = await processSession(core, {
      organizationId,
      sessionId,
      onProgress: ({ done, total, next, part }) => {
        const place = { number: done + 1, total, ...(part === undefined ? {} : { part }) };
        const what = next === undefined ? '' : ` ${words.sessions.summarising(next, place)}`;
        output.progress(`${progressBar(done, total)}${what}`);
      },
    });
    for (const notice of processed.notices) process.stderr.write(`${notice}\n`);
    return processed;
  } catch (error) {
    throw await explained(core, organizationId, sessionId, error);
  }
}

async function explained(
  core: Core,
  organizationId: string,
  sessionId: string,
  error: unknown,
): Promise<unknown> {
  const [records, participants] = await Promise.all([
    core.ledger.list(organizationId, sessionId),
    core.sessions.participants(organizationId, sessionId),
  ]);
  const at = failedStep(records, participants);
  if (at === undefined) return error;
  const known = error instanceof AppError ? error : undefined;
  const code = known?.code ?? 'SESSION_030';
  const referenceId = newReferenceId();
  core.logger.error('a session could not be processed', { organizationId, sessionId, code, referenceId });
  const reason = known?.userMessage === undefined ? '' : ` ${known.userMessage}`;
  const where = words.sessions.stoppedAt(at.step, at.participant, at.part);
  return new AppError({
    code,
    message: `processing stopped at ${at.step}`,
    userMessage: `${where}${reason} Run the same command again: what is written already stays. Reference ${referenceId}`,
    cause: error,
  });
}
