/** A person who is coached and has no account. */
export interface Client {
  id: string;
  organizationId: string;
  name: string;
  /** Lower case; unique inside the organisation. */
  email?: string;
  phone?: string;
  /** IANA zone; `UTC` when unknown. */
  timezone: string;
  tags: readonly string[];
  /** Whose client it is: that coach, the coach's line and admins see them. */
  coachId?: string;
}
