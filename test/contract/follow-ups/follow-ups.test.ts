import { openFakeSessionWorld, openRealSessionWorld } from '../../support/session-worlds.ts';
import { followUpsContract } from './follow-ups.contract.ts';

describe('follow-ups in memory', () => followUpsContract(openFakeSessionWorld));
describe('follow-ups on PostgreSQL', () => followUpsContract(openRealSessionWorld));
