import { findParticipants } from '../../../../src/coaching/sessions/participants.ts';

const people = [
  { id: 'u-naomi', name: 'Naomi Feldman' },
  { id: 'u-tomas', name: 'Tomás Rivera' },
  { id: 'u-priya', name: 'Priya Raman' },
  { id: 'u-dana1', name: 'Dana Whitlock' },
  { id: 'u-dana2', name: 'Dana Ortiz' },
];
const naomi = { id: 'u-naomi', name: 'Naomi Feldman' };
const find = (speakers: readonly string[], uploader = naomi) =>
  findParticipants(
    speakers.map((speaker, index) => ({
      index,
      speaker,
      startMs: index * 1000,
      endMs: index * 1000 + 800,
      text: 'words',
    })),
    people,
    uploader,
  );
const matched = (speakers: readonly string[], uploader = naomi) =>
  find(speakers, uploader).map(
    ({ name, userId, isFacilitator }) => `${name}=${userId ?? '-'}${isFacilitator ? '*' : ''}`,
  );

describe('who spoke', () => {
  it('is matched by whole name or a first name that is unique, without regard to case, diacritics and notes', () => {
    expect(
      matched([
        'NAOMI FELDMAN',
        'tomas rivera',
        'Priya',
        'Priya Raman (Fennimoor)',
        'Dana',
        'Dana Ortiz',
        'Zoe',
      ]),
    ).toEqual([
      'NAOMI FELDMAN=u-naomi*',
      'tomas rivera=u-tomas',
      'Priya=u-priya',
      'Priya Raman (Fennimoor)=u-priya',
      'Dana=-',
      'Dana Ortiz=u-dana2',
      'Zoe=-',
    ]);
  });

  it('knows the uploader by a first name that others have too', () => {
    expect(matched(['Dana', 'Priya'], { id: 'u-dana1', name: 'Dana Whitlock' })).toEqual([
      'Dana=u-dana1*',
      'Priya=u-priya',
    ]);
  });

  it('takes a speaker called by a role for the uploader, and nobody when the uploader did not speak', () => {
    expect(matched(['Coach', 'Priya'])).toEqual(['Coach=u-naomi*', 'Priya=u-priya']);
    expect(matched(['Priya', 'Zoe'])).toEqual(['Priya=u-priya', 'Zoe=-']);
  });

  it('is counted in turns, not cues, with the sum of the cues’ time', () => {
    expect(
      find(['Priya', 'Priya', 'Zoe', 'Priya']).map(({ name, turns, speakingMs }) => [
        name,
        turns,
        speakingMs,
      ]),
    ).toEqual([
      ['Priya', 2, 2400],
      ['Zoe', 1, 800],
    ]);
  });

  it('does not count a cue with several voices as a person, and gives no time where the file has none', () => {
    const found = findParticipants(
      [
        { index: 0, speaker: 'Several speakers', text: 'Ana: hi Ben: hi' },
        { index: 1, speaker: 'Unknown speaker', text: 'hello' },
      ],
      people,
      naomi,
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      name: 'Unknown speaker',
      turns: 1,
      isFacilitator: false,
      match: 'none',
    });
    expect(found[0]).not.toHaveProperty('speakingMs');
  });
});
