/** Whose something is: all that is kept of it is opened in the scope of that person, so nobody else's row is ever found. */
export interface Owner {
  organizationId: string;
  userId: string;
}
