export interface Organization {
  id: string;
  name: string;
  isDemo: boolean;
  /** True: models outside this deployment are never called for this organisation. */
  requireOffline: boolean;
}

export interface OrganizationRepository {
  /**
   * With its installations, all or nothing.
   * @throws AppError TENANT_001 when one is bound to another organisation, TENANT_002 when the id is taken
   */
  create(input: {
    /** The id of before, when an organisation is brought back into a new database. @default a new one */
    id?: string;
    name: string;
    domain?: string;
    isDemo?: boolean;
    installations?: readonly { platform: string; externalId: string }[];
  }): Promise<Organization>;
  find(id: string): Promise<Organization | undefined>;
  /**
   * Binds a platform's installation (Slack team, Teams tenant, `demo`) to the organisation.
   * @throws AppError TENANT_001 when it is bound to another one
   */
  bindInstallation(organizationId: string, platform: string, externalId: string): Promise<void>;
}

export type AuditedValue = string | number | boolean | readonly string[];

/** Who did what to which thing, on which surface; ids only. */
export interface AuditLog {
  record(entry: {
    organizationId: string;
    actorId?: string;
    action: string;
    subjectType?: string;
    subjectId?: string;
    surface: string;
    /** What else it was about: ids, kinds, days and numbers, never words. */
    detail?: Readonly<Record<string, AuditedValue>>;
  }): Promise<void>;
}
