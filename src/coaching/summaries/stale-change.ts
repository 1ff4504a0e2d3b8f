import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { AppError } from '../../shared/errors.ts';
import { openSummary, type OpenSummaryDeps } from './open-summary.ts';
import type { Summary, VersionCause } from './summary.ts';
import { summaryStale } from './summary-errors.ts';

/** As `OpenSummaryDeps`, and can name who changed what. */
export interface SummaryChangeDeps extends OpenSummaryDeps {
  users: Pick<UserRepository, 'lineAbove' | 'findByIds'>;
}

/** A version with the name of who made it. */
export interface NamedVersion {
  version: number;
  /** Undefined: the first draft, or somebody who is no longer there. */
  by?: string;
  cause: VersionCause;
  at: Date;
}

/** A change that came too late: what was done since the version that the person saw. */
export interface StaleChange {
  summary: Summary;
  expected: number;
  /** Oldest first; not empty. */
  since: readonly NamedVersion[];
}

/** SUMMARY_STALE with what changed since, for whoever shows it. The error's `userMessage` says it in words. */
export class StaleSummaryError extends AppError {
  readonly change: StaleChange;

  constructor(change: StaleChange) {
    const { summary, expected, since } = change;
    const plain = summaryStale(summary.version, expected);
    super({
      code: 'SUMMARY_STALE',
      message: plain.message,
      userMessage: `${summary.participant}’s summary has moved on to version ${summary.version} since you looked at it (you were on version ${expected}), so I changed nothing. ${since.map(sinceInWords).join(' ')} Look at the newest version, then tell me again what to change.`,
    });
    this.change = change;
  }
}

/** `Theo Lindt asked for “shorter” (version 3).` */
export function sinceInWords({ version, by = 'Somebody', cause }: NamedVersion): string {
  switch (cause.kind) {
    case 'draft':
      return `It was drafted (version ${version}).`;
    case 'refine':
      return `${by} asked for “${cause.request.slice(0, 120)}” (version ${version}).`;
    case 'undo':
      return `${by} took back version ${cause.from} (version ${version}).`;
    case 'redo':
      return `${by} brought version ${cause.from} back (version ${version}).`;
    case 'restore':
      return `${by} restored version ${cause.version} (version ${version}).`;
  }
}

/**
 * Runs a change made on version `seen`; where it comes too late, says what was changed since, by whom and with which words.
 * @throws StaleSummaryError instead of SUMMARY_STALE
 */
export async function namingWhatChanged<T>(
  deps: SummaryChangeDeps,
  { actor, summaryId, seen }: { actor: Actor; summaryId: string; seen: number },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'SUMMARY_STALE') throw error;
    const { summary } = await openSummary(deps, actor, summaryId, 'write');
    const versions = await namedVersions(deps, actor.organizationId, summaryId);
    const since = versions.filter(({ version }) => version > seen);
    throw since.length === 0 ? error : new StaleSummaryError({ summary, expected: seen, since });
  }
}

/** All versions with names, oldest first. */
export async function namedVersions(
  deps: Pick<SummaryChangeDeps, 'users' | 'summaries'>,
  organizationId: string,
  summaryId: string,
): Promise<NamedVersion[]> {
  const versions = await deps.summaries.versions(organizationId, summaryId);
  const authors = [...new Set(versions.flatMap(({ authorId }) => authorId ?? []))];
  const people = authors.length === 0 ? [] : await deps.users.findByIds(organizationId, authors);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return versions.map(({ version, cause, authorId, createdAt }) => {
    const by = authorId === undefined ? undefined : names.get(authorId);
    return { version, cause, at: createdAt, ...(by === undefined ? {} : { by }) };
  });
}
