import { createHash } from 'node:crypto';

/** Everything of an organisation begins so. */
export const collectionPrefix = (organizationId: string): string =>
  `tc-${organizationId.replaceAll('-', '')}-`;

interface ModelName {
  model: string;
  dimension: number;
}

/** Everything of a model ends so. */
export function modelSuffix({ model, dimension }: ModelName): string {
  return `-${createHash('sha256').update(`${model}/${dimension}`).digest('hex').slice(0, 12)}`;
}

/** One collection for each namespace and embedding model: vectors of different models cannot be compared. */
export const collectionName = (
  organizationId: string,
  scope: { type: string; access: string },
  model: ModelName,
): string => `${collectionPrefix(organizationId)}${scope.type}-${scope.access}${modelSuffix(model)}`;

/** The organisation that a collection belongs to; undefined: it is none of ours. */
export function organizationOfCollection(name: string): string | undefined {
  const found = /^tc-([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})-/u.exec(name);
  return found?.slice(1).join('-');
}
