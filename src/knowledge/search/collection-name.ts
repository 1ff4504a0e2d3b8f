import { createHash } from 'node:crypto';

/** Everything of an organisation begins so. */
export const collectionPrefix = (organizationId: string): string =>
  `tc-${organizationId.replaceAll('-', '')}-`;

/** One collection for each namespace and embedding model: vectors of different models cannot be compared. */
export function collectionName(
  organizationId: string,
  scope: { type: string; access: string },
  { model, dimension }: { model: string; dimension: number },
): string {
  const digest = createHash('sha256').update(`${model}/${dimension}`).digest('hex').slice(0, 12);
  return `${collectionPrefix(organizationId)}${scope.type}-${scope.access}-${digest}`;
}

/** The organisation that a collection belongs to; undefined: it is none of ours. */
export function organizationOfCollection(name: string): string | undefined {
  const found = /^tc-([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})-/u.exec(name);
  return found?.slice(1).join('-');
}
