/** What a team summary counts besides figures; each session and plan once, however many of the team it concerns. */
export interface TeamCounts {
  /** Sessions that took place from `from` on (`YYYY-MM-DD`) with any of these people in them. */
  sessions(organizationId: string, agentIds: readonly string[], from: string): Promise<number>;
  /** Running plans to improve performance. */
  plans(organizationId: string, agentIds: readonly string[]): Promise<number>;
}
