import type { KnowledgeUnit } from '../../../../src/coaching/knowledge/backup-ports.ts';
import type { InventoryRow } from '../../../../src/knowledge/backup/export-tables.ts';
import { planRestore } from '../../../../src/knowledge/backup/plan-restore.ts';

type Brief = Partial<Omit<KnowledgeUnit, 'state'>> & { id: string };

const unit = (state: KnowledgeUnit['state'], brief: Brief): KnowledgeUnit => ({
  kind: 'document',
  name: 'refunds',
  version: 1,
  state,
  fingerprint: `${brief.id}/${state}`,
  vectors: {},
  ...brief,
});
const exported = (state: InventoryRow['state'], brief: Brief): InventoryRow => {
  const { vectors, ...row } = unit(state === 'retired' ? 'retired' : 'current', brief);
  return { ...row, vectors: { ...vectors }, state, heldIn: 'x' };
};

const one = exported('retired', { id: 'a', version: 1 });
const two = exported('current', { id: 'b', version: 2 });

describe('planning a restore', () => {
  it('brings back what is missing, each version as it was', () => {
    const { documents, retire, kept } = planRestore([one, two], []);
    expect([...documents]).toEqual([
      ['a', { action: 'insert', as: 'retired' }],
      ['b', { action: 'insert', as: 'current' }],
    ]);
    expect([retire.size, kept]).toEqual([0, []]);
  });

  it('takes an older version out of force that an old copy of the database still has', () => {
    const plan = planRestore([one, two], [unit('current', { id: 'a', version: 1 })]);
    expect(plan.documents.get('a')).toEqual({ action: 'rewrite', as: 'retired' });
    expect(plan.documents.get('b')).toEqual({ action: 'insert', as: 'current' });
    expect([...plan.retire]).toEqual(['a']);
  });

  it('keeps a version that the export does not know, and brings older ones back as history', () => {
    const newer = unit('current', { id: 'c', version: 3 });
    const plan = planRestore([one, two], [newer]);
    expect(plan.documents.get('b')).toEqual({ action: 'insert', as: 'retired' });
    expect(plan.retire.size).toBe(0);
    const forced = planRestore([one, two], [newer], { force: true });
    expect(forced.documents.get('b')).toEqual({ action: 'insert', as: 'current' });
    expect([...forced.retire]).toEqual(['c']);
  });

  it('keeps another document under the same name and number, unless it is the same or forced', () => {
    const other = unit('current', { id: 'z', version: 2 });
    expect(planRestore([two], [other])).toMatchObject({ kept: [{ version: 2, reason: 'other' }] });
    const forced = planRestore([two], [other], { force: true });
    expect([...forced.discard]).toEqual(['z']);
    expect(forced.retire.size).toBe(0);
    const same = planRestore([two], [{ ...other, fingerprint: two.fingerprint }]);
    expect([same.same, same.documents.size, same.kept]).toEqual([1, 0, []]);
  });

  it('takes the place of a load that failed, and waits for one that is under way', () => {
    const failed = planRestore([two], [unit('failed', { id: 'f', version: 2 })]);
    expect([[...failed.discard], failed.documents.size]).toEqual([['f'], 1]);
    const loading = planRestore([two], [unit('loading', { id: 'l', version: 2 })], { force: true });
    expect([loading.documents.size, loading.kept[0]?.reason]).toEqual([0, 'loading']);
  });

  it('replaces vectors alone where only they are wrong, and minds no model that came later', () => {
    const withVectors = { ...two, vectors: { m: 'right' } };
    const stored = unit('current', { id: 'b', version: 2 });
    const wrong = planRestore([withVectors], [{ ...stored, vectors: { m: 'wrong' } }]);
    expect([[...wrong.vectors], wrong.documents.size, wrong.same]).toEqual([['b'], 0, 0]);
    expect(planRestore([withVectors], [{ ...stored, vectors: { m: 'right', n: 'new' } }]).same).toBe(1);
  });

  it('leaves alone what the export never knew, and what was gone when it was made', () => {
    const plan = planRestore(
      [exported('gone', { id: 'g', name: 'gone' })],
      [unit('current', { id: 'n', name: 'new' })],
    );
    expect([plan.documents.size, plan.retire.size, plan.discard.size]).toEqual([0, 0, 0]);
  });

  it('brings entries back, but not over a newer one or one of the same title', () => {
    const entry = {
      ...exported('current', { id: 'e', name: 'Calm first', version: 2 }),
      kind: 'entry' as const,
    };
    const stored = (brief: Partial<KnowledgeUnit>): KnowledgeUnit => ({
      ...unit('current', { id: 'e', name: 'Calm first' }),
      kind: 'entry',
      fingerprint: 'changed',
      ...brief,
    });
    expect([...planRestore([entry], []).entries]).toEqual(['e']);
    expect([...planRestore([entry], [stored({ version: 2 })]).entries]).toEqual(['e']);
    expect(planRestore([entry], [stored({ version: 3 })])).toMatchObject({ kept: [{ reason: 'newer' }] });
    const namesake = stored({ id: 'o', name: 'CALM first' });
    expect(planRestore([entry], [namesake])).toMatchObject({ kept: [{ reason: 'other' }] });
    const forced = planRestore([entry], [namesake], { force: true });
    expect([[...forced.entries], [...forced.retireEntries]]).toEqual([['e'], ['o']]);
  });
});
