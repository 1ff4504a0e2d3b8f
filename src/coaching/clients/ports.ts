import type { Client } from './client.ts';

export interface ClientRepository {
  /**
   * Unique by address: asked again with the same address it returns who is there.
   */
  create(client: Omit<Client, 'id'>): Promise<Client>;
  find(organizationId: string, id: string): Promise<Client | undefined>;
  /** By name. `coachIds` narrows to these coaches' clients and those of nobody; undefined lists all of the organisation. */
  list(organizationId: string, coachIds?: readonly string[]): Promise<Client[]>;
  update(
    organizationId: string,
    id: string,
    changes: Partial<Pick<Client, 'name' | 'email' | 'phone' | 'timezone' | 'tags' | 'coachId'>>,
  ): Promise<Client>;
}
