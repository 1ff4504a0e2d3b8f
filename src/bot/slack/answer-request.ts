import type { types, webApi } from '@slack/bolt';
import type { Logger } from '../../shared/logger.ts';
import type { Intake } from '../../turns/ports.ts';
import type { AnswerQuery } from '../../turns/query.ts';
import type { Turn, TurnOf } from '../../turns/turn.ts';
import { toAppError } from './errors.ts';
import { maxOptions } from './limits.ts';
import { escapeEntities } from './message-text.ts';
import { toModal, toOption } from './modal.ts';
import type { SlackParsedEvent } from './parsed-event.ts';
import { respond } from './private-reply.ts';

export interface RequestDeps {
  intake: Intake;
  answerQuery: AnswerQuery;
  logger: Logger;
}

/** The body of an acknowledgement: nothing, a note for a command's caller, what is wrong in a form, or what a list offers. */
type Acknowledgement =
  | undefined
  | { response_type: 'ephemeral'; text: string }
  | { response_action: 'errors'; errors: Record<string, string> }
  | { options: types.PlainTextOption[] };

const note = (text: string): Acknowledgement => ({ response_type: 'ephemeral', text: escapeEntities(text) });

type OpenForm = Extract<SlackParsedEvent, { kind: 'query' }>;

/**
 * Does what has to be done before Slack gets its answer: stores a turn, checks or opens a form. Rejects when the turn is
 * not durable, so that Slack sends it again.
 */
export function createRequestAnswerer(deps: RequestDeps) {
  const { intake, answerQuery, logger } = deps;

  async function takeIn(turn: Turn, addressed: boolean): Promise<Acknowledgement> {
    const outcome = await intake(turn, { addressed });
    logger.debug('slack event taken', { kind: turn.kind, outcome: outcome.kind });
    if (outcome.kind === 'unknown-installation') {
      logger.warn('a slack workspace without an organisation wrote', { installationId: turn.installationId });
      if (turn.kind === 'command') {
        return note(
          'This workspace is not connected to an organisation yet. Please ask your admin to connect it.',
        );
      }
    }
    return undefined;
  }

  async function checkForm(turn: TurnOf<'form'>): Promise<Acknowledgement> {
    const { platform, installationId, platformUserId, place, form, context, values } = turn;
    const answer = await answerQuery({
      kind: 'form.validate',
      platform,
      installationId,
      platformUserId,
      place,
      form,
      context,
      values,
    });
    if (answer.kind === 'validation') {
      return Object.keys(answer.errors).length === 0
        ? undefined
        : { response_action: 'errors', errors: { ...answer.errors } };
    }
    const [field] = Object.keys(values);
    if (answer.kind !== 'refused' || field === undefined) return undefined;
    return { response_action: 'errors', errors: { [field]: answer.message } };
  }

  /** @returns what to tell the person instead; undefined when the form is open */
  async function openForm(parsed: OpenForm, client: webApi.WebClient): Promise<string | undefined> {
    const { query, triggerId, handle } = parsed;
    const answer = await answerQuery(query);
    if (answer.kind === 'refused') return answer.message;
    if (answer.kind !== 'form' || query.place === undefined) return 'I cannot open that form here.';
    try {
      const view: types.ModalView = toModal(answer.form, {
        context: answer.form.context,
        place: query.place,
        handle,
      });
      await client.views.open({ trigger_id: triggerId, view });
      return undefined;
    } catch (error) {
      const fault = toAppError(error, 'opening a form');
      logger.warn('a form could not be opened', { code: fault.code });
      return fault.userMessage ?? 'Slack did not let me open the form. Please try again.';
    }
  }

  return async function answerRequest(
    parsed: SlackParsedEvent,
    client: webApi.WebClient,
    isCommand: boolean,
  ): Promise<Acknowledgement> {
    switch (parsed.kind) {
      case 'unsupported':
        logger.debug('slack event not for us', { reason: parsed.reason });
        return undefined;
      case 'turn': {
        const { turn, addressed } = parsed;
        const wrong = turn.kind === 'form' ? await checkForm(turn) : undefined;
        return wrong ?? (await takeIn(turn, addressed));
      }
      case 'suggest': {
        const answer = await answerQuery(parsed.query);
        const items = answer.kind === 'completions' ? answer.items.slice(0, maxOptions) : [];
        return { options: items.map(toOption) };
      }
      case 'query': {
        const instead = await openForm(parsed, client);
        if (instead === undefined) return undefined;
        if (isCommand) return note(instead);
        const { responseUrl } = parsed.handle;
        if (responseUrl !== undefined) {
          await respond(responseUrl, { text: escapeEntities(instead), blocks: [] }, false).catch(
            (error: unknown) =>
              logger.warn('a refusal could not be shown', { code: toAppError(error, 'refusing').code }),
          );
        }
        return undefined;
      }
    }
  };
}
