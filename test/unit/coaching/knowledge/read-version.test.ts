import type { DocumentRepository } from '../../../../src/coaching/knowledge/ports.ts';
import type { DocumentAccess, KnowledgeDocument } from '../../../../src/coaching/knowledge/document.ts';
import { readVersion } from '../../../../src/coaching/knowledge/read-version.ts';
import type { Role } from '../../../../src/coaching/people/user.ts';

const version = (number: number, access: DocumentAccess, more: Partial<KnowledgeDocument> = {}) => ({
  ...{ id: `d${number}`, organizationId: 'o', name: 'refunds.md', title: 'Refunds', type: 'sop' as const },
  ...{ access, version: number, status: 'completed' as const, text: `text ${number}`, contentHash: 'h' },
  createdAt: new Date('2026-11-20T09:00:00Z'),
  ...more,
});
const retiredAt = new Date('2026-11-20T10:00:00Z');
const reader = (role: Role) => ({
  ...{ id: 'u', organizationId: 'o', email: 'u@x.example', name: 'U', role, timezone: 'UTC' },
  jobFamily: 'CSR' as const,
});
/** The newest that is not retired is in force. */
const repositoryOf = (...versions: KnowledgeDocument[]): DocumentRepository => ({
  list: () => Promise.resolve(versions),
  find: (_organizationId, wanted, { version: number } = {}) =>
    Promise.resolve(
      versions.find(({ id }) => id === wanted) ??
        versions.find((one) => (number === undefined ? one.retiredAt === undefined : one.version === number)),
    ),
});

describe('reading a former version', () => {
  const narrowed = repositoryOf(version(2, 'manager'), version(1, 'all', { retiredAt }));
  const widened = repositoryOf(version(2, 'all'), version(1, 'manager', { retiredAt }));

  it('asks for the access of both: what narrowed later has narrowed for its past too', async () => {
    for (const documents of [narrowed, widened]) {
      const read = (role: Role) => readVersion({ documents }, reader(role), 'refunds.md', { version: 1 });
      expect(await read('AGENT')).toBeUndefined();
      expect(await read('MANAGER')).toMatchObject({ text: 'text 1' });
    }
    expect(await readVersion({ documents: narrowed }, reader('AGENT'), 'd1')).toBeUndefined();
    expect(await readVersion({ documents: widened }, reader('AGENT'), 'refunds.md')).toMatchObject({
      version: 2,
    });
  });

  it('shows what is not in force yet to admins alone', async () => {
    const documents = repositoryOf(version(1, 'all', { status: 'uploaded' }));
    expect(await readVersion({ documents }, reader('MANAGER'), 'd1')).toBeUndefined();
    expect(await readVersion({ documents }, reader('ADMIN'), 'd1')).toMatchObject({ status: 'uploaded' });
  });
});
