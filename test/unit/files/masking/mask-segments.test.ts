import { maskSegments } from '../../../../src/files/masking/mask-segments.ts';

const mask = (...turns: [speaker: string, text: string][]) => {
  const { segments, masked } = maskSegments(
    turns.map(([speaker, text], index) => ({ index, speaker, text })),
  );
  return { shown: segments.map(({ speaker, text }) => `${speaker}: ${text}`), masked };
};

describe('a number over several cues', () => {
  it('is masked in each of them, and counted once', () => {
    expect(mask(['Ana', 'It is 4111 1111'], ['Ana', '1111 1111, got it?'])).toEqual({
      shown: ['Ana: It is [card number]', 'Ana: [card number], got it?'],
      masked: 1,
    });
  });

  it('also with a short word of the other one between them', () => {
    expect(
      mask(['Ana', 'five five five'], ['Ben', 'mm-hm'], ['Ana', 'one two three four'], ['Ben', 'Thanks.']),
    ).toEqual({
      shown: ['Ana: [phone number]', 'Ben: mm-hm', 'Ana: [phone number]', 'Ben: Thanks.'],
      masked: 1,
    });
  });

  it('but not what two people say, or what lies far apart', () => {
    const turns: [string, string][] = [
      ['Ana', 'we closed 4111'],
      ['Ben', '1111 and that is more than we ever closed in one week here'],
      ['Ana', '1111 1111'],
    ];
    expect(mask(...turns).shown.slice(0, 2)).toEqual(
      turns.slice(0, 2).map(([who, text]) => `${who}: ${text}`),
    );
  });
});

describe('speakers', () => {
  it('who dialled in are told apart without their numbers', () => {
    expect(
      mask(
        ['+1 555 010 0199', 'hi'],
        ['15550100142', 'hello'],
        ['+1 555 010 0199', 'bye'],
        ['Call-in User (555-010-0111)', 'hm'],
      ),
    ).toEqual({
      shown: ['Caller 1: hi', 'Caller 2: hello', 'Caller 1: bye', 'Caller 3: hm'],
      masked: 3,
    });
  });

  it('keep their names', () => {
    expect(
      mask(
        ['Priya (+1 555 010 0199)', 'hi'],
        ['priya.raman@example.com', 'hi'],
        ['Speaker 3', 'hi'],
        ['Dana (Guest)', 'hi'],
      ).shown,
    ).toEqual(['Priya: hi', 'priya.raman: hi', 'Speaker 3: hi', 'Dana (Guest): hi']);
  });
});
