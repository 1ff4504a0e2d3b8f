import fc from 'fast-check';
import { parseText } from 'media-captions';
import { createTranscriptParser } from '../../../../src/files/transcripts/transcript-parser.ts';

const parser = createTranscriptParser();
const read = (text: string) => parser.parse('session', new TextEncoder().encode(text));
const brief = async (text: string) =>
  (await read(text)).segments.map(
    ({ index, speaker, startMs, endMs, text: words }) =>
      `${index} ${speaker} ${startMs ?? '-'}-${endMs ?? '-'}: ${words}`,
  );
const vtt = (...blocks: string[]) => `WEBVTT\n\n${blocks.join('\n\n')}\n`;

describe('WebVTT, as tools write it', () => {
  it.each<[what: string, text: string, expected: string[]]>([
    [
      'hours of three digits, and none',
      vtt('100:00:01.000 --> 100:00:02.000\n<v Ana>late', '59:59.999 --> 61:00.000\n<v Ana>early'),
      ['0 Ana 360001000-360002000: late', '1 Ana 3599999-3660000: early'],
    ],
    [
      'blocks of notes, styles and regions between the cues, also one that hides a cue',
      vtt(
        'REGION\nid:fred\nwidth:40%',
        'NOTE one line',
        '00:01.000 --> 00:02.000\n<v Ana>one',
        'NOTE\n00:02.000 --> 00:03.000\nhidden',
        'STYLE\n::cue(b) { color: red }',
        '00:03.000 --> 00:04.000\n<v Ana>two',
      ),
      ['0 Ana 1000-2000: one', '1 Ana 3000-4000: two'],
    ],
    [
      'identifiers with the names of blocks, and with words',
      vtt(
        'STYLE\n00:01.000 --> 00:02.000\n<v Ana>one',
        'Chapter 1: the call\n00:02.000 --> 00:03.000\n<v Ana>two',
      ),
      ['0 Ana 1000-2000: one', '1 Ana 2000-3000: two'],
    ],
    [
      'cue settings and tabs around the arrow',
      vtt('00:01.000\t-->\t00:02.000 line:0 position:20% align:start region:fred\n<v Ana>one'),
      ['0 Ana 1000-2000: one'],
    ],
    [
      'an arrow in what is said',
      vtt(
        '00:01.000 --> 00:02.000\n<v Ana>press File --> Save\nand wait',
        '00:02.000 --> 00:03.000\n<v Ana>done',
      ),
      ['0 Ana 1000-2000: press File --> Save and wait', '1 Ana 2000-3000: done'],
    ],
    [
      'cues that cannot be read, which are counted all the same',
      vtt(
        '00:01.000 --> \n<v Ana>no end',
        '00:61.000 --> 00:62.000\n<v Ana>no time',
        '-->\nfoo',
        '00:01.000 --> 00:02.000\n<v Ana>good',
      ),
      ['3 Ana 1000-2000: good'],
    ],
    [
      'no blank line between cues',
      'WEBVTT\n1\n00:01.000 --> 00:02.000\n<v Ana>one\n2\n00:02.000 --> 00:03.000\n<v Ana>two\n',
      ['0 Ana 1000-2000: one', '1 Ana 2000-3000: two'],
    ],
    [
      'header lines of other tools, and blank lines with blanks in them',
      'WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\nKind: captions\nLanguage: en\n   \n\t\n00:01.000 --> 00:02.000\n<v Ana>one\n \n00:02.000 --> 00:03.000\n<v Ana>two',
      ['0 Ana 1000-2000: one', '1 Ana 2000-3000: two'],
    ],
    [
      'classes, languages, ruby, inner times, unknown tags and smaller-than signs',
      vtt(
        '00:01.000 --> 00:02.000\n<v.first.loud Ana><c.yellow>so</c> <lang fr>ça va</lang> <00:00:01.500><ruby>漢<rt>kan</rt></ruby> <i><b>5 < 7</b></i> <blink>yes</blink>',
      ),
      ['0 Ana 1000-2000: so ça va 漢 5 < 7 yes'],
    ],
    [
      'escaped characters, in names too',
      vtt(
        '00:01.000 --> 00:02.000\n<v Ben &amp; Jerry>1 &lt; 2 &amp;amp; 3&nbsp;&gt; 2&lrm; &eacute; &#233;',
      ),
      ['0 Ben & Jerry 1000-2000: 1 < 2 &amp; 3\u00A0> 2\u200E &eacute; é'],
    ],
    [
      'a voice that spans lines, and words before the first voice',
      vtt('00:01.000 --> 00:02.000\nhm\n<v Ana>yes\nplease</v>'),
      ['0 Several speakers 1000-2000: Unknown speaker: hm Ana: yes please'],
    ],
    [
      'two speakers named in the lines of one cue',
      vtt(
        '00:01.000 --> 00:02.000\n- Ana: Did you call?\n- Ben: I did.',
        '00:02.000 --> 00:03.000\nAna: Good.',
      ),
      ['0 Several speakers 1000-2000: Ana: Did you call? Ben: I did.', '1 Ana 2000-3000: Good.'],
    ],
    [
      'cues that overlap or stand out of order, in the order of the file',
      vtt(
        '00:05.000 --> 00:09.000\n<v Ana>five',
        '00:01.000 --> 00:06.000\n<v Ben>one',
        '00:03.000 --> 00:02.000\n<v Ben>back',
      ),
      ['0 Ana 5000-9000: five', '1 Ben 1000-6000: one', '2 Ben 3000-3000: back'],
    ],
    [
      'Webex, which names the speaker above the times',
      vtt('1 "Naomi Feldman" (3041)\n00:00:01.000 --> 00:00:02.000\nHello.'),
      ['0 Naomi Feldman 1000-2000: Hello.'],
    ],
    [
      'words that an editor parted from their times by doubling the line ends',
      'WEBVTT\r\r\n\r\r\n00:01.000 --> 00:02.000\r\r\n<v Ana>one\r\r\n',
      ['0 Ana 1000-2000: one'],
    ],
    ['a small header', 'webvtt\n\n00:01.000 --> 00:02.000\n<v Ana>one', ['0 Ana 1000-2000: one']],
    ['line ends of old Macs', 'WEBVTT\r\r00:01.000 --> 00:02.000\r<v Ana>one\r', ['0 Ana 1000-2000: one']],
    [
      'cues without words between others',
      vtt(
        '00:01.000 --> 00:02.000\n<v Ana></v>',
        '00:01.000 --> 00:02.000',
        '00:02.000 --> 00:03.000\n<v Ana>\n<i> </i>here',
      ),
      ['2 Ana 2000-3000: here'],
    ],
  ])('%s', async (_what, text, expected) => {
    expect(await brief(text)).toEqual(expected);
    expect((await read(text)).format).toBe('vtt');
  });

  it('keeps the same file the same, whatever its line ends and mark', async () => {
    const text = vtt(
      '1\n00:01.000 --> 00:02.000\n<v Ana>one\nmore',
      'NOTE x',
      '00:02.000 --> 00:03.000\nBen: two',
    );
    const plain = await brief(text);
    expect(plain).toHaveLength(2);
    for (const other of [
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      `\uFEFF${text}`,
      text.trimEnd(),
    ]) {
      expect(await brief(other)).toEqual(plain);
    }
  });
});

describe('SubRip, as tools write it', () => {
  it.each<[what: string, text: string, expected: string[]]>([
    [
      'dots for commas, tags of HTML and of subtitle editors, places on the screen',
      '1\n00:00:01.000 --> 00:00:02.000 X1:100 X2:200 Y1:1 Y2:2\n{\\an8}<font color="#fff">Ana: Hi</font> <b>there</b>\n\n2\n00:00:02.000 --> 00:00:03.000\nBen: Yes\n',
      ['0 Ana 1000-2000: Hi there', '1 Ben 2000-3000: Yes'],
    ],
    [
      'numbers that jump, miss, or repeat',
      '7\n00:00:01,000 --> 00:00:02,000\nAna: one\n\n00:00:02,000 --> 00:00:03,000\nAna: two\n\n7\n00:00:03,000 --> 00:00:04,000\nAna: three',
      ['0 Ana 1000-2000: one', '1 Ana 2000-3000: two', '2 Ana 3000-4000: three'],
    ],
    [
      'a blank line inside the words, and a number that is said',
      '1\n00:00:01,000 --> 00:00:02,000\nAna: how many?\n\nI mean, really\n\n2\n00:00:02,000 --> 00:00:03,000\nBen: about\n42\n\n3\n00:00:03,000 --> 00:00:04,000\nAna: ok',
      ['0 Ana 1000-2000: how many? I mean, really', '1 Ben 2000-3000: about 42', '2 Ana 3000-4000: ok'],
    ],
    [
      'no blank lines at all',
      '1\n00:00:01,000 --> 00:00:02,000\nAna: one\n2\n00:00:02,000 --> 00:00:03,000\nAna: two\n3\n00:00:03,000 --> 00:00:04,000\nAna: three',
      ['0 Ana 1000-2000: one', '1 Ana 2000-3000: two', '2 Ana 3000-4000: three'],
    ],
    [
      'every line end doubled',
      '1\n\n00:00:01,000 --> 00:00:02,000\n\nAna: one\n\n\n\n2\n\n00:00:02,000 --> 00:00:03,000\n\nAna: two\n',
      ['0 Ana 1000-2000: one', '1 Ana 2000-3000: two'],
    ],
  ])('%s', async (_what, text, expected) => {
    expect(await brief(text)).toEqual(expected);
    expect((await read(text)).format).toBe('srt');
  });
});

it('reads what is well-formed as another parser does', async () => {
  const stamp = (ms: number) => new Date(ms).toISOString().slice(11, 23);
  const words = fc.array(fc.constantFrom('we', 'called', 'back', 'on', 'Friday.', 'why?'), {
    minLength: 1,
    maxLength: 6,
  });
  const cue = fc.tuple(words, fc.integer({ min: 1, max: 9_000 }), fc.constantFrom('', '1\n', 'NOTE x\n\n'));
  await fc.assert(
    fc.asyncProperty(fc.array(cue, { minLength: 1, maxLength: 20 }), async (cues) => {
      let at = 0;
      const text = vtt(
        ...cues.map(([said, length, above]) => {
          const timing = `${stamp(at)} --> ${stamp((at += length))}`;
          return `${above}${timing}\n${said.join(' ')}`;
        }),
      );
      const other = await parseText(text, { type: 'vtt', strict: false });
      expect(
        (await read(text)).segments.map(({ startMs, endMs, text: said }) => [startMs, endMs, said]),
      ).toEqual(
        other.cues.map(({ startTime, endTime, text: said }) => [
          Math.round(startTime * 1000),
          Math.round(endTime * 1000),
          said,
        ]),
      );
    }),
  );
});
