import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { inboxContract } from './inbox.contract.ts';

describe('the inbox in memory', () => inboxContract(() => Promise.resolve(createFakeWorld())));
describe('the inbox on PostgreSQL', () => inboxContract(openPostgresWorld));
