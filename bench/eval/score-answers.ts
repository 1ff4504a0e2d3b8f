/** One line of `test/eval-data/answers.jsonl`. */
export interface AnswerCase {
  id: string;
  /** Address of the person who asks. */
  as: string;
  question: string;
  expect: { document: string; mustQuote: string; declined?: never } | { declined: true };
}

/** What the product said; no citations means that it declined. */
export interface GivenAnswer {
  answer: string;
  citations: readonly { document: string; quote: string }[];
}

export interface AnswerScore {
  passed: number;
  total: number;
  failures: { id: string; question: string; reason: string }[];
}

/**
 * Asks every question and counts the right outcomes: the expected words quoted from the expected document, or no answer
 * where none may be given. One question at a time, so that timings of a hosted model stay comparable.
 */
export async function scoreAnswers(
  cases: readonly AnswerCase[],
  ask: (question: AnswerCase) => Promise<GivenAnswer>,
): Promise<AnswerScore> {
  const failures: AnswerScore['failures'] = [];
  for (const question of cases) {
    const reason = faultOf(question, await ask(question));
    if (reason !== undefined) failures.push({ id: question.id, question: question.question, reason });
  }
  return { passed: cases.length - failures.length, total: cases.length, failures };
}

function faultOf({ expect }: AnswerCase, { citations }: GivenAnswer): string | undefined {
  if (expect.declined) {
    const documents = [...new Set(citations.map(({ document }) => document))].join(', ');
    return citations.length === 0 ? undefined : `should have declined, but cited ${documents}`;
  }
  if (citations.length === 0) return 'declined';
  const fromDocument = citations.filter(({ document }) => document === expect.document);
  if (fromDocument.length === 0) {
    return `cited ${citations.map(({ document }) => document).join(', ')} instead of ${expect.document}`;
  }
  const wanted = oneLine(expect.mustQuote);
  if (fromDocument.some(({ quote }) => oneLine(quote).includes(wanted))) return undefined;
  return `quoted other words of ${expect.document}`;
}

/** A quote over several lines of a document still holds the words. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
