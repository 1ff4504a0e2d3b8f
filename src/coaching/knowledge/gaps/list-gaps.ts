import type { Actor } from '../../people/user.ts';
import { requireKnowledgeAdmin } from '../admins-only.ts';
import type { DocumentRepository } from '../ports.ts';
import type { GapGroup, GapRepository, KnowledgeGap } from './gap.ts';

/** Open gaps that are read at once; an organisation with more has other worries. */
const gapsRead = 2_000;

const keyOf = ({ cited }: Pick<KnowledgeGap, 'cited'>): string =>
  JSON.stringify(cited === undefined ? [] : [cited.document, cited.section]);

/**
 * What people found wrong or missing, by document and section; those most reported first. For admins.
 * @throws AppError KNOWLEDGE_070
 */
export async function listGaps(
  deps: { gaps: GapRepository; documents: Pick<DocumentRepository, 'list'> },
  actor: Actor,
): Promise<GapGroup[]> {
  requireKnowledgeAdmin(actor);
  const { organizationId } = actor;
  const [gaps, documents] = await Promise.all([
    deps.gaps.listOpen(organizationId, gapsRead),
    deps.documents.list(organizationId),
  ]);
  const titles = new Map(documents.map(({ name, title }) => [name, title]));
  const groups = new Map<string, KnowledgeGap[]>();
  for (const gap of gaps) groups.set(keyOf(gap), [...(groups.get(keyOf(gap)) ?? []), gap]);
  return [...groups.values()]
    .flatMap((group) => toGroup(group, titles) ?? [])
    .sort((a, b) => sizeOf(b) - sizeOf(a) || b.latestAt.getTime() - a.latestAt.getTime());
}

function toGroup(gaps: readonly KnowledgeGap[], titles: ReadonlyMap<string, string>): GapGroup | undefined {
  const [latest] = gaps;
  if (latest === undefined) return undefined;
  const { cited } = latest;
  const title = cited && titles.get(cited.document);
  const count = (kind: KnowledgeGap['kind']): number => gaps.filter((gap) => gap.kind === kind).length;
  return {
    ...(cited === undefined ? {} : { cited }),
    ...(title === undefined ? {} : { title }),
    counts: { missing: count('missing'), wrong: count('wrong'), unhelpful: count('unhelpful') },
    questions: gaps.flatMap(({ question }) => question ?? []),
    latestId: latest.id,
    latestAt: latest.updatedAt,
  };
}

const sizeOf = ({ counts }: GapGroup): number => counts.missing + counts.wrong + counts.unhelpful;
