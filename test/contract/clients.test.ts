import { openFakeSessionWorld, openRealSessionWorld } from '../support/session-worlds.ts';
import { clientsContract } from './clients.contract.ts';

describe('clients in memory', () => clientsContract(openFakeSessionWorld));
describe('clients on PostgreSQL', () => clientsContract(openRealSessionWorld));
