import type { Clock } from '../../../shared/clock.ts';
import { peopleLedBy } from '../../people/line.ts';
import type { UserRepository } from '../../people/ports.ts';
import { shiftDay, todayOf } from '../../performance/own-scores.ts';
import type { HistoryKeeper } from '../../performance/history-ports.ts';
import type { ImportRun } from '../import.ts';
import type { ImportKind, ImportWriter } from '../ports.ts';
import type { CustomMetric, FigureImports, WrittenFigures } from './metric-ports.ts';
import { figureRule, metricFields } from './metric-fields.ts';
import { MetricRows } from './metric-rows.ts';
import { PeopleIndex } from './people-index.ts';

export interface MetricsKindDeps {
  figures: FigureImports;
  users: Pick<UserRepository, 'list'>;
  /** Weekly, monthly and quarterly figures are computed anew after each import; without it they are not kept. */
  history?: HistoryKeeper;
  clock: Clock;
}

/** Daily figures. Admins bring anybody's, leaders those of the people they lead. */
export const createMetricsKind = (deps: MetricsKindDeps): ImportKind => ({
  type: 'metrics',
  fields: async (organizationId) => metricFields(await deps.figures.customMetrics(organizationId)),
  begin: (run) => beginMetrics(deps, run),
  async rollback(log) {
    const undone = await deps.figures.rollback(log);
    if ('blockedBy' in undone) return undone;
    await refresh(deps, log.organizationId, undone);
    return { rows: undone.rows };
  },
});

async function beginMetrics(deps: MetricsKindDeps, run: ImportRun): Promise<ImportWriter> {
  const { actor } = run;
  const { organizationId } = actor;
  const [custom, people] = await Promise.all([
    deps.figures.customMetrics(organizationId),
    actor.role === 'ADMIN' ? deps.users.list(organizationId) : peopleLedBy(deps.users, actor),
  ]);
  const today = todayOf(deps.clock, actor);
  const rows = new MetricRows(run, {
    people: new PeopleIndex(people),
    isAll: actor.role === 'ADMIN',
    rules: rulesOf(run, custom),
    firstDay: shiftDay(today, -3 * 366),
    lastDay: shiftDay(today, 1),
  });
  const staged = deps.figures.stage(
    { organizationId, importId: run.importId, fileName: run.fileName },
    rows.rules.map(({ column }) => column),
  );
  return {
    async take(batch) {
      const { lines, faults } = rows.read(batch);
      if (lines !== '') await staged.add(lines);
      return faults;
    },
    async commit() {
      const result = await staged.commit(rows.months());
      await refresh(deps, organizationId, result);
      return { ...result, faults: [] };
    },
    tally: async () => ({ ...(await staged.tally()), faults: [] }),
    close: () => staged.close(),
  };
}

const rulesOf = ({ columns, header }: ImportRun, custom: readonly CustomMetric[]): MetricRows['rules'] =>
  columns.flatMap((key, index) => {
    const rule = figureRule(key, custom);
    return rule === undefined ? [] : [{ ...rule, index, heading: header[index] ?? rule.key }];
  });

async function refresh(
  { history }: MetricsKindDeps,
  organizationId: string,
  { firstDay, lastDay }: Pick<WrittenFigures, 'firstDay' | 'lastDay'>,
): Promise<void> {
  if (firstDay !== undefined && lastDay !== undefined)
    await history?.refresh(organizationId, { from: firstDay, to: lastDay });
}
