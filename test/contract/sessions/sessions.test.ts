import { openFakeSessionWorld, openRealSessionWorld } from '../../support/session-worlds.ts';
import { sessionsContract } from './sessions.contract.ts';

describe('sessions in memory', () => sessionsContract(openFakeSessionWorld));
describe('sessions on PostgreSQL', () => sessionsContract(openRealSessionWorld));
