import { type Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Audience } from '../../coaching/access/audience.ts';
import { canReadDocument } from '../../coaching/knowledge/can-read.ts';
import { toCodePoints } from '../../coaching/knowledge/code-points.ts';
import {
  documentAccesses,
  documentTypes,
  type DocumentAccess,
  type DocumentType,
} from '../../coaching/knowledge/document.ts';
import type { Passage } from '../../coaching/knowledge/ports.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { evaluateRetrieval, parseEvaluationQueries } from '../../knowledge/search/evaluate.ts';
import { AppError } from '../../shared/errors.ts';
import { withCore, type CliContext } from '../context.ts';
import { progressBar, table } from '../output.ts';
import { addKnowledgeBackup } from './knowledge-backup.ts';
import { asHelp, positiveInteger, readAsHelp } from './options.ts';

const mimeTypes: Readonly<Record<string, string>> = { '.md': 'text/markdown', '.txt': 'text/plain' };

const notFound = (document: string): AppError =>
  new AppError({
    code: 'CLI_003',
    message: 'No such document, or not readable by this person.',
    userMessage: `There is no document “${document}” that this person may read. See: npx threadcoach knowledge list`,
  });

/** Documents are managed by those who answer for them. @throws AppError CLI_004 */
function requireAdmin(actor: Actor): void {
  if (actor.role === 'ADMIN') return;
  throw new AppError({
    code: 'CLI_004',
    message: 'Only admins manage documents.',
    userMessage: `Only an admin may change the knowledge base, and ${actor.name} is not one.`,
  });
}

/** Passages as they leave the product: offsets in code points. Texts are read once each. */
function createSpanWriter({ core, organizationId }: CliContext) {
  const indexes = new Map<string, (offset: number) => number>();
  return async (passage: Passage) => {
    let index = indexes.get(passage.documentId);
    if (index === undefined) {
      const document = await core.documents.find(organizationId, passage.documentId);
      index = toCodePoints(document?.text ?? '');
      indexes.set(passage.documentId, index);
    }
    return {
      document: passage.documentName,
      start: index(passage.start),
      end: index(passage.end),
      text: passage.text,
      score: passage.score,
    };
  };
}

interface AddedDocument {
  document: string;
  title: string;
  version: number;
  unchanged: boolean;
  chunks: number;
  embedded: number;
}

interface AddOptions {
  type: DocumentType;
  access: DocumentAccess;
  as: string;
}

function addDocuments(files: string[], { type, access, as }: AddOptions, command: Command): Promise<void> {
  return withCore(command, async ({ core, output, organizationId, actorOf }) => {
    const actor = await actorOf(as);
    requireAdmin(actor);
    const added: AddedDocument[] = [];
    for (const file of files) {
      const name = basename(file);
      const { document, unchanged, chunks, embedded } = await core.knowledge.ingest.add(
        {
          organizationId,
          name,
          type,
          access,
          mimeType: mimeTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
          text: await readFile(file, 'utf8'),
          createdBy: actor.id,
        },
        (done, total) => output.progress(`${name} ${progressBar(done, total)}`),
      );
      await core.audit.record({
        organizationId,
        actorId: actor.id,
        action: 'knowledge.add',
        subjectType: 'document',
        subjectId: document.id,
        surface: 'cli',
      });
      added.push({
        document: document.name,
        title: document.title,
        version: document.version,
        unchanged,
        chunks,
        embedded,
      });
    }
    output.result(added, () =>
      added
        .map(({ document, version, unchanged, chunks, embedded }) =>
          unchanged
            ? `${document}: unchanged, version ${version}`
            : `${document}: version ${version}, ${chunks} sections, ${embedded} newly embedded`,
        )
        .join('\n'),
    );
  });
}

interface SearchOptions {
  as?: string;
  k: number;
  queries?: string;
}

function search(text: string | undefined, options: SearchOptions, command: Command): Promise<void> {
  return withCore(command, async (context) => {
    const { core, output, readerOf } = context;
    const actor = await readerOf(options.as);
    const audience: Audience = { kind: 'direct', actor };
    const toSpan = createSpanWriter(context);
    const find = async (query: string) => {
      const { passages } = await core.knowledge.search.search(audience, query, { limit: options.k });
      return Promise.all(passages.map(toSpan));
    };
    if (options.queries !== undefined) {
      const queries = parseEvaluationQueries(await readFile(options.queries, 'utf8'));
      const lists: Awaited<ReturnType<typeof find>>[] = [];
      for (const [index, { query }] of queries.entries()) {
        output.progress(progressBar(index, queries.length));
        lists.push(await find(query));
      }
      output.result(lists, () => lists.map((list, index) => `${index + 1}: ${list.length} found`).join('\n'));
      return;
    }
    if (text === undefined) {
      throw new AppError({
        code: 'CLI_005',
        message: 'Nothing to search for.',
        userMessage: 'Give a text to search for, or a file with --queries.',
      });
    }
    const found = await find(text);
    output.result(found, () =>
      found.length === 0
        ? 'Nothing relevant was found.'
        : found
            .map(({ document, text: passage, score }) => `${document} (${score.toFixed(2)})\n${passage}`)
            .join('\n\n'),
    );
  });
}

async function evaluate(
  { queries: file, k, as }: { queries: string; k: number; as?: string },
  command: Command,
) {
  await withCore(command, async ({ core, output, organizationId, readerOf }) => {
    const queries = parseEvaluationQueries(await readFile(file, 'utf8'));
    const actor = await readerOf(as);
    const names = [...new Set(queries.flatMap(({ relevant }) => relevant.map(({ document }) => document)))];
    const documents = await Promise.all(names.map((name) => core.documents.find(organizationId, name)));
    const missing = names.filter((_, index) => documents[index] === undefined);
    if (missing.length > 0) {
      throw new AppError({
        code: 'CLI_006',
        message: 'Documents of the questions are not loaded.',
        userMessage: `Load these first (npx threadcoach knowledge add FILE --type reference --access all --as EMAIL): ${missing.join(', ')}`,
      });
    }
    const audience: Audience = { kind: 'direct', actor };
    const result = await evaluateRetrieval({
      corpora: documents.flatMap((document) =>
        document === undefined ? [] : [{ name: document.name, text: document.text }],
      ),
      queries,
      k,
      search: async (query, limits) => (await core.knowledge.search.search(audience, query, limits)).passages,
      onProgress: (done, total) => output.progress(progressBar(done, total)),
    });
    const row = (name: string, score: { spanRecall: number; hitRate: number }) => [
      name,
      score.spanRecall.toFixed(3),
      score.hitRate.toFixed(3),
    ];
    output.result(result, () =>
      table(
        [`${result.questions} questions, k=${k}`, 'span recall', 'hit rate'],
        [row('Threadcoach', result), row('plain BM25', result.bm25)],
      ),
    );
  });
}

export function addKnowledge(program: Command): void {
  const knowledge = program.command('knowledge').description('The knowledge base');
  knowledge
    .command('add')
    .description('Load documents; a document loaded before gets a new version')
    .argument('<files...>', 'Markdown or text')
    .addOption(new Option('--type <type>', 'kind of document').choices(documentTypes).makeOptionMandatory())
    .addOption(
      new Option('--access <access>', 'who may read it: everyone, a job family, or a minimum role')
        .choices(documentAccesses)
        .default('all'),
    )
    .requiredOption('--as <email>', asHelp)
    .action(addDocuments);
  knowledge
    .command('list')
    .description('Current documents that a person may read')
    .option('--as <email>', readAsHelp)
    .action(({ as }: { as?: string }, command: Command) =>
      withCore(command, async ({ core, output, organizationId, readerOf }) => {
        const actor = await readerOf(as);
        const documents = (await core.documents.list(organizationId)).filter((document) =>
          canReadDocument(actor, document),
        );
        const rows = documents.map(({ name, title, type, access, version, status }) => ({
          document: name,
          title,
          type,
          access,
          version,
          status,
        }));
        output.result(rows, () =>
          table(
            ['Document', 'Title', 'Type', 'Access', 'Version', 'Status'],
            rows.map((row) => [
              row.document,
              row.title,
              row.type,
              row.access,
              String(row.version),
              row.status,
            ]),
          ),
        );
      }),
    );
  knowledge
    .command('show')
    .description('The text of a document')
    .argument('<document>', 'name, title or id')
    .option('--as <email>', readAsHelp)
    .action((wanted: string, { as }: { as?: string }, command: Command) =>
      withCore(command, async ({ core, output, organizationId, readerOf }) => {
        const actor = await readerOf(as);
        const document = await core.documents.find(organizationId, wanted);
        if (document === undefined || !canReadDocument(actor, document)) throw notFound(wanted);
        const { name, version, text } = document;
        output.result({ document: name, version, text }, () => text);
      }),
    );
  knowledge
    .command('search')
    .description('Find passages')
    .argument('[text]', 'what to search for')
    .option('-k <n>', 'passages at most', positiveInteger, 5)
    .option('--queries <file>', 'JSONL with {query}: one result list per line, in order')
    .option('--as <email>', readAsHelp)
    .action(search);
  knowledge
    .command('evaluate')
    .description('Measure retrieval on questions whose answers are known, beside plain BM25')
    .requiredOption(
      '--queries <file>',
      'JSONL with {query, relevant: [{document, start, end}]}; offsets count code points',
    )
    .option('-k <n>', 'passages a question', positiveInteger, 5)
    .option('--as <email>', readAsHelp)
    .action(evaluate);
  knowledge
    .command('reindex')
    .description('Rebuild the vector index from the database')
    .action((_options: unknown, command: Command) =>
      withCore(command, async ({ core, output, organizationId }) => {
        const report = await core.knowledge.reindex(organizationId);
        output.result(report, () => `${report.chunks} sections indexed.`);
      }),
    );
  addKnowledgeBackup(knowledge);
}
