import { activatePlan } from '../../coaching/plans/activate-plan.ts';
import { approvePlan } from '../../coaching/plans/approve-plan.ts';
import type { PlanInput } from '../../coaching/plans/change-plan.ts';
import { editPlan } from '../../coaching/plans/edit-plan.ts';
import { endPlan, type EndPlan } from '../../coaching/plans/end-plan.ts';
import { extendPlan } from '../../coaching/plans/extend-plan.ts';
import { holdCheckIn } from '../../coaching/plans/hold-check-in.ts';
import type { PlanFieldsText } from '../../coaching/plans/plan-fields.ts';
import type { PlanRecord } from '../../coaching/plans/plan-record.ts';
import { reopenPlan } from '../../coaching/plans/reopen-plan.ts';
import { sendBackPlan } from '../../coaching/plans/send-back-plan.ts';
import { submitPlan } from '../../coaching/plans/submit-plan.ts';
import { updatePlan } from '../../coaching/plans/update-plan.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import type { PlanNews } from '../../messages/views/plan-news.ts';
import { words } from '../../messages/words/en.ts';
import type { Near } from '../reach-person.ts';
import type { PlanPoster, PlanPosterDeps } from './plan-poster.ts';

export interface PlanChangeDeps extends PlanPosterDeps {
  planPoster: PlanPoster;
}

/** What a button or form does to a plan, and what others hear of it. */
export type PlanDoing =
  | { do: 'submit' | 'approve' | 'activate' | 'reopen' }
  | { do: 'send-back' | 'update'; words: string }
  | { do: 'edit'; fields: PlanFieldsText; why: string }
  | { do: 'extend'; targetEndOn: string; reason: string }
  | { do: 'check-in'; notes: string; marks: Readonly<Record<string, boolean>> }
  | ({ do: 'end' } & Pick<EndPlan, 'how' | 'resigned' | 'notes' | 'lessons'>);

const { said } = words.plans;

/**
 * Does it and tells whoever should hear of it, once, also where the turn is tried again.
 * @returns what to say to the one who did it; made safe
 * @throws AppError PLAN_*
 */
export async function doToPlan(
  deps: PlanChangeDeps,
  input: PlanInput,
  doing: PlanDoing,
  near: Near,
): Promise<string> {
  const plan = await change(deps, input, doing);
  const person = await deps.users.findById(plan.organizationId, plan.agentId);
  const name = escapeMarkdown(person?.name ?? words.plans.somebody);
  const { planPoster } = deps;
  const tell = async (news: PlanNews, text: string): Promise<string> =>
    (await planPoster.tellPerson(plan, news, near)) ? text : `${text} ${said.unreachable(name)}`;
  switch (doing.do) {
    case 'submit': {
      const { names, told } = await planPoster.askApprovers(plan, near);
      if (names.length === 0) return words.plans.nobodyDecides;
      const whom = names.map(escapeMarkdown).join(', ');
      return told ? said.submitted(whom) : said.submittedUntold(whom);
    }
    case 'send-back':
      await planPoster.tellAuthor(plan, 'sentBack', near);
      return said.sentBack;
    case 'approve':
      if (plan.activatedAt === undefined) {
        await planPoster.tellAuthor(plan, 'approved', near);
        return said.approved;
      }
      await planPoster.tellAuthor(plan, 'begun', near);
      return tell('begun', said.begun(name));
    case 'activate':
      await planPoster.tellAuthor(plan, 'begun', near);
      return tell('begun', said.begun(name));
    case 'edit':
      return plan.status === 'draft' ? said.edited : tell('amended', said.amended(name));
    case 'extend':
      return tell('extended', said.extended(name));
    case 'end':
      return plan.activatedAt === undefined ? said.ended : tell('ended', said.ended);
    case 'reopen':
      return plan.status === 'draft' ? said.reopened : tell('reopened', said.reopened);
    case 'update':
      return said.updated;
    case 'check-in':
      return said.checkedIn;
  }
}

function change(deps: PlanChangeDeps, input: PlanInput, doing: PlanDoing): Promise<PlanRecord> {
  switch (doing.do) {
    case 'submit':
      return submitPlan(deps, input);
    case 'approve':
      return approvePlan(deps, input);
    case 'activate':
      return activatePlan(deps, input);
    case 'reopen':
      return reopenPlan(deps, input);
    case 'send-back':
      return sendBackPlan(deps, { ...input, words: doing.words });
    case 'update':
      return updatePlan(deps, { ...input, words: doing.words });
    case 'edit':
      return editPlan(deps, { ...input, fields: doing.fields, why: doing.why });
    case 'extend':
      return extendPlan(deps, { ...input, targetEndOn: doing.targetEndOn, reason: doing.reason });
    case 'check-in':
      return holdCheckIn(deps, { ...input, notes: doing.notes, marks: doing.marks });
    case 'end':
      return endPlan(deps, { ...input, ...doing });
  }
}
