import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { peopleContract } from './people.contract.ts';

describe('people in memory', () => peopleContract(() => Promise.resolve(createFakeWorld())));
describe('people on PostgreSQL', () => peopleContract(openPostgresWorld));
