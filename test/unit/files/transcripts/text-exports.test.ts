import { createTranscriptParser } from '../../../../src/files/transcripts/transcript-parser.ts';
import { makeDocx, wordParagraph } from '../../../support/document-files.ts';

const parser = createTranscriptParser();
/** One paragraph an item; `\n` is a line break inside the paragraph. */
const wordFile = (paragraphs: readonly string[]) =>
  makeDocx(
    paragraphs.map((text) => wordParagraph(text).replaceAll('\n', '</w:t><w:br/><w:t xml:space="preserve">')),
  );
const read = async (content: string | Uint8Array) => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { format, attendees, segments } = await parser.parse('session', bytes);
  return {
    format,
    attendees,
    turns: segments.map(({ speaker, startMs, text }) => `${speaker} ${startMs ?? '-'}: ${text}`),
  };
};

describe('what meeting tools export', () => {
  it('Zoom: names in brackets with the time of day, also over midnight', async () => {
    expect(
      await read(
        '[Naomi Feldman] 23:59:30\nHow was it?\n\n[Priya (she/her)] 23:59:40\nGood,\nreally.\n\n[Naomi Feldman] 00:00:10\nNice.\n',
      ),
    ).toEqual({
      format: 'zoom-text',
      attendees: [],
      turns: [
        'Naomi Feldman 0: How was it?',
        'Priya (she/her) 10000: Good, really.',
        'Naomi Feldman 40000: Nice.',
      ],
    });
  });

  it('Zoom: times that count from the start stay', async () => {
    expect((await read('[Naomi] 00:00:03\nHi.\n[Priya] 00:12:10\nHi there.')).turns).toEqual([
      'Naomi 3000: Hi.',
      'Priya 730000: Hi there.',
    ]);
  });

  it('Otter: title, key words, speakers and its signature are no words of anybody', async () => {
    expect(
      await read(
        'Weekly with Priya\nThu, Nov 12, 2026 10:00AM • 32:10\n\nSUMMARY KEYWORDS\ncalls, closing, script\n\nSPEAKERS\nNaomi Feldman, Priya Raman, Unknown Speaker\n\nNaomi Feldman  00:03\nHow was it?\n\nPriya Raman  00:10\nI met them on Monday 10:30\nand it went well.\n\nTranscribed by https://otter.ai\n',
      ),
    ).toEqual({
      format: 'otter',
      attendees: ['Naomi Feldman', 'Priya Raman', 'Unknown Speaker'],
      turns: [
        'Naomi Feldman 3000: How was it?',
        'Priya Raman 10000: I met them on Monday 10:30 and it went well.',
      ],
    });
  });

  const meet = [
    'Weekly (2026-11-12 10:00 GMT+1) - Transcript',
    'Attendees',
    'Naomi Feldman, Priya Raman, Zoe Lang',
    'Transcript',
    '00:00:00',
    ' ',
    'Naomi Feldman: How was it?',
    'Priya Raman: Good.',
    '00:05:00',
    '',
    'Naomi Feldman: Next steps: call them.',
    'Transcription ended after 00:06:12',
    'This editable transcript was computer generated and might contain errors. People can also change the text after it was created.',
  ];
  const meetRead = {
    format: 'meet',
    attendees: ['Naomi Feldman', 'Priya Raman', 'Zoe Lang'],
    turns: [
      'Naomi Feldman 0: How was it?',
      'Priya Raman -: Good.',
      'Naomi Feldman 300000: Next steps: call them.',
    ],
  };
  it('Google Meet: as text', async () => {
    expect(await read(meet.join('\n'))).toEqual(meetRead);
  });
  it('Google Meet: as a Word file', async () => {
    expect(await read(wordFile(meet))).toEqual(meetRead);
  });

  it('Teams: a Word file with name, time and words in one paragraph', async () => {
    expect(
      await read(
        wordFile([
          'Weekly with Priya-20261112_100000-Meeting Recording',
          'November 12, 2026, 10:00AM',
          '32m 10s',
          '',
          'Naomi Feldman started transcription',
          'Naomi Feldman   0:03\nHow was it?',
          'Priya Raman (Guest)   1:02:10\nGood.\nReally good.',
          'Naomi Feldman stopped transcription',
        ]),
      ),
    ).toEqual({
      format: 'teams-docx',
      attendees: [],
      turns: ['Naomi Feldman 3000: How was it?', 'Priya Raman (Guest) 3730000: Good. Really good.'],
    });
  });

  it('Teams: an older Word file with times above the names', async () => {
    expect(
      await read(
        wordFile([
          '0:0:0.0 --> 0:0:3.40\nNaomi Feldman\nHow was it?',
          '0:0:4.120 --> 0:0:6.0\nPriya Raman\nGood.',
        ]),
      ),
    ).toEqual({
      format: 'teams-docx',
      attendees: [],
      turns: ['Naomi Feldman 0: How was it?', 'Priya Raman 4120: Good.'],
    });
  });

  it('a Word file that somebody typed', async () => {
    expect(await read(wordFile(['Coach: How was it?', 'Priya: Good & well <3']))).toEqual({
      format: 'docx',
      attendees: [],
      turns: ['Coach -: How was it?', 'Priya -: Good & well <3'],
    });
  });
});

describe('text that people typed', () => {
  it.each<[what: string, text: string, turns: string[]]>([
    [
      'time of the day with AM and PM',
      'Naomi  11:59 AM\nHi.\n\nPriya  12:01 PM\nHello.',
      ['Naomi 0: Hi.', 'Priya 120000: Hello.'],
    ],
    ['columns', 'Naomi\t0:03\tHi.\nPriya\t0:05\tHello.', ['Naomi 3000: Hi.', 'Priya 5000: Hello.']],
    [
      'time above the words, name behind it',
      '00:00:03 Naomi Feldman\nHi.\n00:00:05 Priya\nHello.\n00:00:07 Naomi Feldman\nSo.\n00:00:09 Priya\nYes.',
      ['Naomi Feldman 3000: Hi.', 'Priya 5000: Hello.', 'Naomi Feldman 7000: So.', 'Priya 9000: Yes.'],
    ],
    [
      'name and time before a colon',
      'Naomi Feldman (00:03):\nHi.\nPriya (00:05):\nHello.',
      ['Naomi Feldman 3000: Hi.', 'Priya 5000: Hello.'],
    ],
    ['bold names of Markdown', '**Naomi:** Hi.\n**Priya:** Hello.', ['Naomi -: Hi.', 'Priya -: Hello.']],
    [
      'small letters',
      'coach: hi\nagent: hello\ncoach: so?\nagent: yes',
      ['coach -: hi', 'agent -: hello', 'coach -: so?', 'agent -: yes'],
    ],
    [
      'a list of people, one a line',
      'Participants:\n- Naomi\n- Priya\n\nNaomi: Hi.\nPriya: Hello.',
      ['Naomi -: Hi.', 'Priya -: Hello.'],
    ],
  ])('%s', async (_what, text, turns) => {
    expect((await read(text)).turns).toEqual(turns);
  });

  it('reads who is listed as present, in one line or one a line', async () => {
    expect((await read('Attendees: Naomi Feldman; Priya\n\nNaomi: Hi.\nPriya: Hello.')).attendees).toEqual([
      'Naomi Feldman',
      'Priya',
    ]);
    expect(
      (await read('Participants (3)\n- Naomi\n- Priya\n- Zoe\n\nNaomi: Hi.\nPriya: Hello.')).attendees,
    ).toEqual(['Naomi', 'Priya', 'Zoe']);
  });

  it('keeps the words of a speaker who says what looks like a list or a heading', async () => {
    expect(
      (
        await read(
          'Naomi: Tell me more.\nPriya: These are my points\nParticipants: they were late.\nNaomi: Ok.',
        )
      ).turns.at(-1),
    ).toBe('Naomi -: Ok.');
  });
});
