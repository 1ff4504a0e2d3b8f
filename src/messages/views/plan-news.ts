import type { OwnPlan } from '../../coaching/performance/own-plan.ts';
import type { PlanRecord } from '../../coaching/plans/plan-record.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { ownPlanView } from './own-plan.ts';

const { news: say, summary } = words.plans;

export type PlanNews = 'begun' | 'extended' | 'amended' | 'reopened' | 'ended';

/**
 * What the person hears of their own plan, with the plan where it runs. In the ledger it looks like a plan they asked for,
 * and its preview says nothing.
 */
export function planNewsView(news: PlanNews, plan: PlanRecord, own: OwnPlan | undefined): Message {
  const lead: Block = { kind: 'text', markdown: leadOf(news, plan) };
  const notes: Block[] =
    news === 'ended' && plan.outcomeNotes !== undefined
      ? [{ kind: 'text', markdown: say.notes(escapeMarkdown(plan.outcomeNotes)) }]
      : [];
  const shown = news === 'ended' || own === undefined ? [] : ownPlanView(own).blocks;
  return { view: 'own.plan', summary, blocks: [lead, ...notes, ...shown], footer: say.footer };
}

function leadOf(news: PlanNews, { status, targetEndOn }: PlanRecord): string {
  switch (news) {
    case 'extended':
      return say.extended(formatDay(targetEndOn));
    case 'ended':
      return status === 'completed' ? say.completed : say.ended;
    default:
      return say[news];
  }
}
