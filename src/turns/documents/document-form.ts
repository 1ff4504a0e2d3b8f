import {
  documentAccesses,
  documentTypes,
  type DocumentAccess,
  type DocumentType,
} from '../../coaching/knowledge/document.ts';
import type { DocumentLoads } from '../../coaching/knowledge/document-loads.ts';
import { requireKnowledgeAdmin } from '../../coaching/knowledge/admins-only.ts';
import type { DocumentRepository } from '../../coaching/knowledge/ports.ts';
import type { AuditLog } from '../../coaching/tenants/ports.ts';
import { documentForm, documentGoneView, documentUnchangedView } from '../../messages/views/document.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { FormQueries } from '../forms.ts';
import type { ContextOf } from '../turn-context.ts';
import type { DocumentPoster } from './document-poster.ts';

export interface DocumentFormDeps {
  loads: Pick<DocumentLoads, 'confirm' | 'discard'>;
  documents: Pick<DocumentRepository, 'find'>;
  poster: Pick<DocumentPoster, 'show' | 'begin'>;
  audit: AuditLog;
}

interface Choice {
  type?: DocumentType;
  access?: DocumentAccess;
}

const choiceOf = (values: Readonly<Record<string, string>>): Choice => {
  const type = documentTypes.find((known) => known === values['type']);
  const access = documentAccesses.find((known) => known === values['access']);
  return { ...(type === undefined ? {} : { type }), ...(access === undefined ? {} : { access }) };
};

const uploadGone = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_024',
    message: 'the upload of the form is no longer there',
    userMessage: `${words.documents.replaced} Please upload the file again.`,
  });

/** Opens and checks the form of an upload inside the platform's response. */
export const createDocumentFormQueries = ({
  documents,
}: Pick<DocumentFormDeps, 'documents'>): FormQueries => ({
  'document.load': {
    async open(actor, context) {
      requireKnowledgeAdmin(actor);
      const document = await documents.find(actor.organizationId, context);
      if (document?.status !== 'uploaded') throw uploadGone();
      return documentForm(document);
    },
    validate(_actor, _context, values) {
      const { type, access } = choiceOf(values);
      return Promise.resolve({
        ...(type === undefined ? { type: words.documents.choose } : {}),
        ...(access === undefined ? { access: words.documents.choose } : {}),
      });
    },
  },
});

/** The form under an upload came back: its load begins. */
export const createDocumentForm =
  ({ loads, poster, audit }: DocumentFormDeps) =>
  async ({ actor, turn }: ContextOf<'form'>): Promise<void> => {
    requireKnowledgeAdmin(actor);
    const { organizationId } = actor;
    const { type, access } = choiceOf(turn.values);
    if (type === undefined || access === undefined) throw uploadGone();
    const confirmed = await loads.confirm(organizationId, turn.context, { type, access });
    switch (confirmed.kind) {
      case 'gone':
        throw uploadGone();
      case 'unchanged':
        await poster.show(organizationId, turn.context, documentUnchangedView(confirmed.current));
        return;
      case 'confirmed':
        await audit.record({
          organizationId,
          actorId: actor.id,
          action: 'knowledge.add',
          subjectType: 'document',
          subjectId: turn.context,
          surface: turn.platform,
        });
        await poster.begin(organizationId, turn.context);
    }
  };

/** "Don't load" under an upload. */
export const createDocumentDiscard =
  ({ loads, poster }: Pick<DocumentFormDeps, 'loads' | 'poster'>) =>
  async ({ actor, turn, event, reply }: ContextOf<'action'>): Promise<void> => {
    requireKnowledgeAdmin(actor);
    const wasThere = await loads.discard(actor.organizationId, turn.value);
    if (wasThere || event.attempts > 1) {
      await poster.show(actor.organizationId, turn.value, documentGoneView('discarded'));
    } else await reply.sendPrivately(documentGoneView('replaced'));
  };
