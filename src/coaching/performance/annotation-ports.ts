/** What happened beside somebody's figures, on a day. The person reads it too. */
export interface Annotation {
  id: string;
  agentId: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** e.g. `training`, `leave`, `system outage`; plain text. */
  kind: string;
  description: string;
  /** Undefined: they are gone. */
  createdBy?: string;
}

export const annotationLimits = { kind: 40, description: 300 } as const;

export interface AnnotationRepository {
  /** One a turn: asked again with the same `turnId` it gives what is there. */
  create(organizationId: string, annotation: Annotation & { turnId: string }): Promise<Annotation>;
  /** Of these people, days from `from` to `to` (inclusive), earliest first. */
  list(
    organizationId: string,
    agentIds: readonly string[],
    range: { from: string; to: string },
  ): Promise<Annotation[]>;
  find(organizationId: string, id: string): Promise<Annotation | undefined>;
  /** @returns false: it is gone already */
  remove(organizationId: string, id: string): Promise<boolean>;
}
