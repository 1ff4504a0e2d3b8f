import fc from 'fast-check';
import { createTranscriptParser } from '../../../../src/files/transcripts/transcript-parser.ts';
import { makeCompoundFile, makeDocx, makePptx, wordParagraph } from '../../../support/document-files.ts';
import { AppError } from '../../../../src/shared/errors.ts';

const parser = createTranscriptParser();
const bytes = (text: string) => new TextEncoder().encode(text);
const parse = async (text: string, name = 'session.txt') => (await parser.parse(name, bytes(text))).segments;
const brief = async (text: string) =>
  (await parse(text)).map(
    ({ index, speaker, startMs, text: words }) => `${index} ${speaker} ${startMs ?? '-'}: ${words}`,
  );

describe('WebVTT', () => {
  it('reads voice tags, styles, entities, notes, and several lines', async () => {
    const text = [
      'WEBVTT - made by a meeting tool',
      '',
      'NOTE this is',
      'no cue',
      '',
      'STYLE',
      '::cue { color: red }',
      '',
      'intro',
      '00:00:01.000 --> 00:00:04.500 align:start',
      '<v Priya Raman>Hi &amp; <i>welcome</i>,',
      'everyone.</v>',
      '',
      '00:05.000 --> 00:06.000',
      '<v.loud Tomás Rivera>Thank you.',
      '',
    ].join('\n');
    expect(await parse(text)).toEqual([
      { index: 0, speaker: 'Priya Raman', startMs: 1000, endMs: 4500, text: 'Hi & welcome, everyone.' },
      { index: 1, speaker: 'Tomás Rivera', startMs: 5000, endMs: 6000, text: 'Thank you.' },
    ]);
  });

  it('reads the names that Zoom writes into the words, and does not invent one from a colon in speech', async () => {
    const text = [
      'WEBVTT',
      '',
      '1',
      '00:00:01.000 --> 00:00:02.000',
      'Naomi Feldman: How was the week?',
      '',
      '2',
      '00:00:02.000 --> 00:00:03.000',
      'So here is the thing: it went well.',
      '',
      '3',
      '00:00:03.000 --> 00:00:04.000',
      'Naomi Feldman: Good.',
    ].join('\r\n');
    expect(await brief(text)).toEqual([
      '0 Naomi Feldman 1000: How was the week?',
      '1 Unknown speaker 2000: So here is the thing: it went well.',
      '2 Naomi Feldman 3000: Good.',
    ]);
  });

  it('counts cues as they stand in the file, also past empty, broken and overlapping ones', async () => {
    const text = [
      'WEBVTT',
      '',
      '00:00:01.000 --> 00:00:05.000',
      '<v Ana>first',
      '',
      '00:00:02.000 --> 00:00:03.000',
      '<v Ben></v>',
      '',
      '00:00:09.000 --> 00:00:08.000',
      '<v Ben>ends before it begins',
      '',
      '00:00:03.000 --> 00:00:06.000',
      '<v Ben>last one',
    ].join('\n');
    const read = await brief(text);
    expect(read[0]).toBe('0 Ana 1000: first');
    expect(read.at(-1)).toBe('3 Ben 3000: last one');
  });

  it('does not take one speaker’s words for the other’s when a cue holds two voices', async () => {
    const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>I did it.</v>\n<v Ben>Well done.</v>\n';
    expect(await brief(text)).toEqual(['0 Several speakers 1000: Ana: I did it. Ben: Well done.']);
  });

  it('reads a file whose header line is missing or preceded by blank lines', async () => {
    expect(await brief('00:01.000 --> 00:02.000\n<v Ana>Hi there\n')).toEqual(['0 Ana 1000: Hi there']);
    expect(await brief('\n\nWEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hi there\n')).toEqual([
      '0 Ana 1000: Hi there',
    ]);
  });
});

describe('SubRip', () => {
  it('reads byte order mark, CRLF, names and cues without names', async () => {
    const text =
      '\uFEFF1\r\n00:00:01,000 --> 00:00:04,000\r\nPriya: Hi\r\nthere\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,500\r\nyes\r\n';
    expect(await parse(text, 'session.vtt')).toEqual([
      { index: 0, speaker: 'Priya', startMs: 1000, endMs: 4000, text: 'Hi there' },
      { index: 1, speaker: 'Unknown speaker', startMs: 5000, endMs: 6500, text: 'yes' },
    ]);
  });
});

describe('plain text', () => {
  it('reads names, times in their usual forms, and lines that go on', async () => {
    const text = [
      'Priya: I called the customer back.',
      'She was happy. Next steps: none.',
      '[00:12:03] Naomi Feldman: How did it feel?',
      'Priya (0:12:10): Better than last week.',
      '',
      '00:13:00 Naomi Feldman: See https://example.org: it helps.',
    ].join('\n');
    expect(await brief(text)).toEqual([
      '0 Priya -: I called the customer back. She was happy. Next steps: none.',
      '2 Naomi Feldman 723000: How did it feel?',
      '3 Priya 730000: Better than last week.',
      '5 Naomi Feldman 780000: See https://example.org: it helps.',
    ]);
  });

  it('reads a line with name and time above the words', async () => {
    const text = 'Priya Raman  0:03 \nI kept calm.\nIt worked.\n\nNaomi Feldman  0:09 \nNice.\n';
    expect(await brief(text)).toEqual([
      '0 Priya Raman 3000: I kept calm. It worked.',
      '4 Naomi Feldman 9000: Nice.',
    ]);
  });

  it('skips what describes the file at its top', async () => {
    const text =
      'Coaching session\nDate: 12 Nov 2026\nAttendees: Priya, Naomi\n\nPriya: Hi.\nNaomi: Hello.\n';
    expect(await brief(text)).toEqual(['4 Priya -: Hi.', '5 Naomi -: Hello.']);
  });

  it('takes long names with an office in brackets', async () => {
    const text =
      'Hon. Mary Ng (Minister of Small Business, Export Promotion and Trade): Thank you.\nThe Chair: Next.\n';
    expect(await brief(text)).toEqual([
      '0 Hon. Mary Ng (Minister of Small Business, Export Promotion and Trade) -: Thank you.',
      '1 The Chair -: Next.',
    ]);
  });

  it('gives back each turn of a plain dialogue, with its line as index', async () => {
    const name = fc.constantFrom('Priya', 'Naomi Feldman', 'Speaker 3', 'Tomás');
    const words = fc
      .array(fc.constantFrom('we', 'called', 'back', 'on', 'Friday,', 'fine.', 'why?', '“yes”'), {
        minLength: 1,
        maxLength: 8,
      })
      .map((list) => list.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, words), { minLength: 2, maxLength: 20 }), async (turns) => {
        const segments = await parse(turns.map(([speaker, text]) => `${speaker}: ${text}`).join('\n'));
        expect(segments).toEqual(turns.map(([speaker, text], index) => ({ index, speaker, text })));
      }),
    );
  });
});

describe('encodings', () => {
  const text = 'Tomás: Schön.\nPriya: Ça va – “gut”.\n';
  const expected = ['0 Tomás -: Schön.', '1 Priya -: Ça va – “gut”.'];
  const utf16 = (littleEndian: boolean) => {
    const content = new DataView(new ArrayBuffer(2 + text.length * 2));
    content.setUint16(0, 0xfeff, littleEndian);
    for (let at = 0; at < text.length; at += 1)
      content.setUint16(2 + at * 2, text.charCodeAt(at), littleEndian);
    return new Uint8Array(content.buffer);
  };
  it.each([
    ['UTF-8', bytes(text)],
    ['UTF-8 with mark', bytes(`\uFEFF${text}`)],
    ['UTF-16, little end first', utf16(true)],
    ['UTF-16, big end first', utf16(false)],
    [
      'Windows-1252',
      Uint8Array.from(
        Array.from(text, (letter) => ({ '–': 0x96, '“': 0x93, '”': 0x94 })[letter] ?? letter.charCodeAt(0)),
      ),
    ],
  ])('reads %s', async (_name, content) => {
    const { segments } = await parser.parse('a.txt', content);
    expect(segments.map((segment) => `${segment.index} ${segment.speaker} -: ${segment.text}`)).toEqual(
      expected,
    );
  });
});

describe('files that are refused, each with a cure', () => {
  const refusal = async (content: Uint8Array, limits = {}) => {
    try {
      await createTranscriptParser({ limits }).parse('session.vtt', content);
    } catch (error) {
      if (error instanceof AppError)
        return { code: error.code, says: error.userMessage ?? '', retry: error.retry };
      throw error;
    }
    throw new Error('was not refused');
  };

  it.each([
    [
      'prose',
      'The quick brown fox jumps over the dog.\nIt was late: nobody saw it.\nThen it rained.\nAll night long.',
    ],
    ['JSON', '{"speaker": "Priya", "text": "hi"}'],
    ['a web page', '<!doctype html><html><body>Priya: hi</body></html>'],
    ['a table', 'name,role\nPriya,AGENT\nNaomi,COACH\n'],
  ])('%s: shows an example of what works', async (_kind, text) => {
    expect(await refusal(bytes(text))).toMatchObject({
      code: 'TRANSCRIPT_001',
      says: expect.stringContaining('Priya: I called') as string,
      retry: 'never',
    });
  });

  it.each([
    ['an empty file', ''],
    ['blank lines', '\n \n'],
    ['subtitles without words', 'WEBVTT\n\n00:01.000 --> 00:02.000\n\n'],
  ])('%s: says that there are no words', async (_kind, text) => {
    expect(await refusal(bytes(text))).toMatchObject({ code: 'TRANSCRIPT_006' });
  });

  it.each<[kind: string, code: string, content: Uint8Array]>([
    [
      'a Word file without a transcript',
      'TRANSCRIPT_008',
      makeDocx([wordParagraph('How we handle refunds. It is simple.')]),
    ],
    ['a PDF', 'TRANSCRIPT_009', bytes('%PDF-1.7\n%âãÏÓ\n1 0 obj')],
    [
      'a video',
      'TRANSCRIPT_010',
      Uint8Array.from([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x6d, 0x70, 0x34, 0x32]),
    ],
    ['a sound recording', 'TRANSCRIPT_010', bytes('RIFF\u0010\u0000\u0000\u0000WAVEfmt ')],
    ['a recording as MP3', 'TRANSCRIPT_010', bytes('ID3\u0004\u0000')],
    ['slides', 'TRANSCRIPT_011', makePptx([{ title: 'Naomi: Hi.' }])],
    ['an old Word file', 'TRANSCRIPT_011', makeCompoundFile('WordDocument')],
    ['rich text', 'TRANSCRIPT_011', bytes('{\\rtf1 Naomi: Hi.}')],
    ['an archive that is cut off', 'TRANSCRIPT_012', makeDocx([wordParagraph('Naomi: Hi.')]).slice(0, -900)],
  ])('%s: says what to do instead', async (_kind, code, content) => {
    const { code: found, says, retry } = await refusal(content);
    expect({ found, retry }).toEqual({ found: code, retry: 'never' });
    expect(says).toMatch(/DOCX|TXT|Naomi:/);
  });

  it('anything at all: either turns, or a fault with a name', async () => {
    const piece = fc.constantFrom(
      'WEBVTT',
      '\n',
      '\n\n',
      '00:01.000 --> 00:02.000',
      '1',
      'Ana: hi',
      '<v Ana>',
      '-->',
      'NOTE',
      'Attendees',
      '[Ana] 10:00:00',
      'Ana  0:03',
      '\t',
      '&amp;',
      '{\\an8}',
      '\u0000',
      '\uFEFF',
      '4111 1111 1111 1111',
      '99:99:99',
      ':',
    );
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .array(fc.oneof(piece, fc.string({ maxLength: 20 })), { maxLength: 30 })
        .map((pieces) => bytes(pieces.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (content) => {
        try {
          const { segments } = await parser.parse('file', content);
          expect(new Set(segments.map(({ index }) => index)).size).toBe(segments.length);
          expect(segments.every(({ text, speaker }) => text !== '' && speaker !== '')).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^TRANSCRIPT_0(?!07)\d\d$/) as string });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('a picture that calls itself a transcript', async () => {
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0,
    ]);
    expect(await refusal(png)).toMatchObject({ code: 'TRANSCRIPT_005' });
  });

  it('a file over the limit, named in the answer', async () => {
    expect(await refusal(bytes('Priya: hello there'), { maxBytes: 10 })).toMatchObject({
      code: 'TRANSCRIPT_002',
      says: expect.stringContaining('20 MB') as string,
    });
  });
});
