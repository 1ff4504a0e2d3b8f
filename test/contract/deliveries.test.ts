import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { deliveriesContract } from './deliveries.contract.ts';

describe('the ledger in memory', () => deliveriesContract(() => Promise.resolve(createFakeWorld())));
describe('the ledger on PostgreSQL', () => deliveriesContract(openPostgresWorld));
