import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { notesContract } from './notes.contract.ts';

describe('notes in memory', () => notesContract(() => Promise.resolve(createFakeWorld())));
describe('notes on PostgreSQL', () => notesContract(openPostgresWorld));
