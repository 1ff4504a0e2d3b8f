import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import type { Audience } from '../../coaching/access/audience.ts';
import { toCodePoints } from '../../coaching/knowledge/code-points.ts';
import { shownDocumentName } from '../../coaching/knowledge/entries/entry-document.ts';
import type { Passage } from '../../coaching/knowledge/ports.ts';
import { evaluateRetrieval, parseEvaluationQueries } from '../../knowledge/search/evaluate.ts';
import { AppError } from '../../shared/errors.ts';
import { withCore, type CliContext } from '../context.ts';
import { progressBar, table } from '../output.ts';
import { addKnowledgeBackup } from './knowledge-backup.ts';
import { addDocumentCommands } from './knowledge-documents.ts';
import { addKnowledgeEntries } from './knowledge-entries.ts';
import { addKnowledgeGaps } from './knowledge-gaps.ts';
import { addLoadCommands } from './knowledge-load.ts';
import { positiveInteger, readAsHelp } from './options.ts';

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
      document: shownDocumentName({ name: passage.documentName, title: passage.title }),
      start: index(passage.start),
      end: index(passage.end),
      text: passage.text,
      score: passage.score,
    };
  };
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
  addLoadCommands(knowledge);
  addDocumentCommands(knowledge);
  addKnowledgeEntries(knowledge);
  addKnowledgeGaps(knowledge);
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
    .description(
      'Rebuild the vector index from the database; after a change of the embedding model, switch to it',
    )
    .action((_options: unknown, command: Command) =>
      withCore(command, async ({ core, output, organizationId }) => {
        const report = await core.knowledge.reindex(organizationId);
        output.result(
          report,
          () =>
            `${report.chunks} sections indexed.${report.tookOver ? ' The configured embedding model serves from now on.' : ''}`,
        );
      }),
    );
  addKnowledgeBackup(knowledge);
}
