import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { conversationsContract } from './conversations.contract.ts';

describe('conversations in memory', () => conversationsContract(() => Promise.resolve(createFakeWorld())));
describe('conversations on PostgreSQL', () => conversationsContract(openPostgresWorld));
