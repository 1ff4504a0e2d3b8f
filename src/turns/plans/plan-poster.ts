import { approversOf } from '../../coaching/plans/plan-access.ts';
import type { PlanRecord } from '../../coaching/plans/plan-record.ts';
import { showPlan } from '../../coaching/plans/show-plan.ts';
import { ownPlan } from '../../coaching/performance/own-plan.ts';
import { toActor, type User } from '../../coaching/people/user.ts';
import type { PlanTalkDeps } from '../../agent/tools/plan-talk.ts';
import type { Message } from '../../messages/message.ts';
import { planCardView } from '../../messages/views/plan-card.ts';
import { planNewsView, type PlanNews } from '../../messages/views/plan-news.ts';
import { words } from '../../messages/words/en.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { AppError } from '../../shared/errors.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Deliverer } from '../deliverer.ts';
import { reachPerson, type Near, type ReachDeps } from '../reach-person.ts';

export interface PlanPosterDeps extends ReachDeps, PlanTalkDeps {
  deliverer: Deliverer;
  logger: Logger;
}

/**
 * What people hear of a plan, each in their own direct message, once a version of it. Nothing in the ledger, and nothing in a
 * preview, says what it is.
 */
export interface PlanPoster {
  /** The person whom it is about. @returns false: the bot cannot write to them. @throws AppError to be tried again */
  tellPerson(plan: PlanRecord, news: PlanNews, near?: Near): Promise<boolean>;
  /** Those who may approve it. @returns their names, and whether any of them could be written to */
  askApprovers(plan: PlanRecord, near?: Near): Promise<{ names: string[]; told: boolean }>;
  /** Whoever wrote it, unless they did this themselves. */
  tellAuthor(plan: PlanRecord, what: 'sentBack' | 'approved' | 'begun', near?: Near): Promise<void>;
}

const { said } = words.plans;

export function createPlanPoster(deps: PlanPosterDeps): PlanPoster {
  async function send(
    { id, organizationId, version }: PlanRecord,
    user: Pick<User, 'id'>,
    make: () => Promise<Message>,
    near: Near | undefined,
  ): Promise<boolean> {
    try {
      const to = await reachPerson(deps, { organizationId, userId: user.id }, near);
      if (to === undefined) return false;
      const key = `notice:${deterministicId('plan', id, String(version), user.id)}`;
      await deps.deliverer.send(to.platform, to.target, await make(), { organizationId, key });
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.retry === 'later') throw error;
      deps.logger.warn('a notice could not be sent', { organizationId, code: error.code });
      return false;
    }
  }
  const nameOf = async ({ organizationId }: PlanRecord, id: string | undefined): Promise<string> => {
    const user = id === undefined ? undefined : await deps.users.findById(organizationId, id);
    return escapeMarkdown(user?.name ?? words.plans.somebody);
  };
  const card = async (plan: PlanRecord, reader: User, lead: string): Promise<Message> =>
    planCardView(await showPlan(deps, toActor(reader), plan.id), lead);

  return {
    async tellPerson(plan, news, near) {
      const person = await deps.users.findById(plan.organizationId, plan.agentId);
      if (person === undefined) return false;
      const make = async () => planNewsView(news, plan, await ownPlan(deps, toActor(person)));
      return send(plan, person, make, near);
    },
    async askApprovers(plan, near) {
      let told = false;
      const by = await nameOf(plan, plan.changedBy);
      const approvers = await approversOf(deps, plan);
      for (const approver of approvers) {
        told = (await send(plan, approver, () => card(plan, approver, said.asked(by)), near)) || told;
      }
      return { names: approvers.map(({ name }) => name), told };
    },
    async tellAuthor(plan, what, near) {
      const { createdBy, changedBy, organizationId } = plan;
      if (createdBy === undefined || createdBy === changedBy) return;
      const author = await deps.users.findById(organizationId, createdBy);
      if (author === undefined) return;
      const by = await nameOf(plan, changedBy);
      const person = await nameOf(plan, plan.agentId);
      const leads = {
        sentBack: said.cameBack(by),
        approved: said.wasApproved(by),
        begun: said.begun(person),
      };
      try {
        await send(plan, author, () => card(plan, author, leads[what]), near);
      } catch (error) {
        // Whoever wrote it and leads the person no more hears nothing of it.
        if (!(error instanceof AppError) || error.code !== 'PLAN_001') throw error;
      }
    },
  };
}
