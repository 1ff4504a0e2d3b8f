import { createHash } from 'node:crypto';
import { getISODay, parseISO } from 'date-fns';
import type { HistoryKeeper } from '../coaching/performance/history-ports.ts';
import type { FiguresToRecord, MetricRepository } from '../coaching/performance/ports.ts';
import { shiftDay, todayOf } from '../coaching/performance/own-scores.ts';
import type { UserRepository } from '../coaching/people/ports.ts';
import type { User } from '../coaching/people/user.ts';
import { workingDaysOf } from '../coaching/people/working-days.ts';
import type { Clock } from '../shared/clock.ts';

const daysKept = 90;

export interface SeedFiguresDeps {
  users: Pick<UserRepository, 'list'>;
  figures: MetricRepository;
  /** Undefined: weeks, months and quarters are left as they are. */
  history?: HistoryKeeper;
  clock: Clock;
}

/**
 * Gives the demo's agents figures of their last 90 days up to yesterday: made up, the same for the same person and
 * day. What is there stays; a later start adds the days since.
 */
export async function seedFigures(deps: SeedFiguresDeps, organizationId: string): Promise<void> {
  const agents = (await deps.users.list(organizationId)).filter(({ role }) => role === 'AGENT');
  const rows: FiguresToRecord[] = [];
  for (const agent of agents) {
    const last = shiftDay(todayOf(deps.clock, agent), -1);
    const first = shiftDay(last, 1 - daysKept);
    const known = await deps.figures.days(organizationId, agent.id, first, last);
    const newest = known.at(-1)?.day;
    for (let day = newest === undefined ? first : shiftDay(newest, 1); day <= last; day = shiftDay(day, 1)) {
      const values = figuresOf(agent, day);
      if (values !== undefined) rows.push({ agentId: agent.id, day, values, importedFrom: 'demo' });
    }
  }
  if (rows.length > 0) {
    await deps.figures.record(organizationId, rows);
    const to = rows.reduce((last, { day }) => (day > last ? day : last), '');
    await deps.history?.refresh(organizationId, { from: shiftDay(to, 1 - daysKept), to });
  }
}

/** From 0 to 1, always the same for the same words. */
function chance(...words: readonly string[]): number {
  return createHash('sha256').update(words.join('\n')).digest().readUInt32BE(0) / 0x1_0000_0000;
}

/** Around `level`, by at most `spread`, mostly near. */
const around = (level: number, spread: number, ...words: readonly string[]): number =>
  level + spread * (chance(...words, 'a') + chance(...words, 'b') - 1);

const within = (value: number, min: number, max: number, digits = 1): number =>
  Number(Math.min(max, Math.max(min, value)).toFixed(digits));

/** Undefined: no shift on that day, or away. */
function figuresOf({ email, shiftPattern = '' }: User, day: string): FiguresToRecord['values'] | undefined {
  if (!works(shiftPattern, day) || chance(email, day, 'away') < 0.04) return undefined;
  // A person has their own level, and rises and falls a little around it over half a year.
  const level = 76 + 14 * chance(email, 'level');
  const turns = Date.parse(day) / (180 * 86_400_000) + chance(email, 'phase');
  const grown = level + 5 * Math.sin(2 * Math.PI * turns);
  const mood = around(0, 4, email, day, 'mood');
  const score = (name: string, offset: number) =>
    within(around(grown + mood + offset + 8 * (chance(email, name) - 0.5), 5, email, day, name), 0, 100);
  const worked = within(around(7.4, 0.6, email, day, 'hours'), 4, 8);
  const calls = Math.round(around(46, 14, email, day, 'calls'));
  const quality = score('quality', 2);
  return {
    service_score: score('service', 3),
    productivity_score: score('productivity', -2),
    quality_score: quality,
    attendance_rate: within((worked / 7.5) * 100, 60, 100),
    adherence_score: score('adherence', 6),
    csat: within(around(2.4 + quality / 45, 0.4, email, day, 'csat'), 1, 5, 2),
    fcr: score('fcr', -4),
    aht: Math.round(around(520 - 2.4 * grown, 50, email, day, 'aht')),
    calls_handled: calls,
    calls_transferred: Math.round(calls * 0.08 * (0.5 + chance(email, day, 'transferred'))),
    calls_escalated: Math.round(calls * 0.03 * (0.5 + chance(email, day, 'escalated'))),
    scheduled_hours: 7.5,
    actual_hours: worked,
    break_time_minutes: Math.round(around(30, 8, email, day, 'break')),
    lunch_time_minutes: Math.round(around(45, 8, email, day, 'lunch')),
    aux_time_minutes: Math.round(around(25, 20, email, day, 'aux')),
    script_adherence: score('script', 8),
    compliance_score: score('compliance', 10),
    qa_score: score('qa', 1),
  };
}

const works = (shiftPattern: string, day: string): boolean =>
  workingDaysOf(shiftPattern).includes(getISODay(parseISO(day)));
