import { readDistress, type Distress } from '../../../../src/coaching/care/read-distress.ts';
import { concerns, crises, everyday, strains } from './distress-examples.ts';

const readOtherwise = (texts: readonly string[], level: Distress | undefined) =>
  texts.filter((text) => readDistress(text) !== level);

describe('words of crisis', () => {
  it('are found, and everyday words of a contact centre are not, in English, German, Spanish and French', () => {
    const missed = readOtherwise(crises, 'crisis');
    const falseAlarms = everyday.filter((text) => readDistress(text) !== undefined);
    const found = crises.length - missed.length;
    expect(crises.length).toBeGreaterThanOrEqual(120);
    expect(everyday.length).toBeGreaterThanOrEqual(150);
    expect({
      recall: found / crises.length,
      precision: found / (found + falseAlarms.length),
      missed,
      falseAlarms,
    }).toEqual({ recall: 1, precision: 1, missed: [], falseAlarms: [] });
  });

  it('about somebody else are told apart', () => {
    expect(readOtherwise(concerns, 'concern')).toEqual([]);
  });

  it('are told apart from being at the end of one’s strength', () => {
    expect(readOtherwise(strains, 'strained')).toEqual([]);
  });

  it('are found wherever they stand, however they are written', () => {
    const pasted = `${'The caller asked about the mower and then about the hose. '.repeat(150)}I want to die`;
    for (const text of [
      'I WANT TO DIE!!!',
      '*i want to kill myself*',
      'I can’t go on…',
      'I can´t go on',
      'sorry for this\n\nI don’t want to live anymore\n\nbye',
      'How do I log a refund? I want to die. Thanks',
      pasted,
      pasted.replaceAll('. ', ' '),
    ])
      expect([text.slice(-60), readDistress(text)]).toEqual([text.slice(-60), 'crisis']);
  });
});
