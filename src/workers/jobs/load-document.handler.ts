import type { DocumentPoster } from '../../turns/documents/document-poster.ts';
import type { JobHandler } from '../queues.ts';

export const createLoadDocumentHandler =
  (poster: Pick<DocumentPoster, 'process'>): JobHandler<'knowledge.load'> =>
  ({ organizationId, documentId }, signal) =>
    poster.process(organizationId, documentId, signal);
