import { progressBar, table } from '../../../src/cli/output.ts';

it('pads columns to their widest cell, without trailing spaces', () => {
  expect(
    table(
      ['Name', 'Role'],
      [
        ['Ana', 'AGENT'],
        ['Maximilian', ''],
        ['B', 'X'],
      ],
    ),
  ).toBe(['Name        Role', 'Ana         AGENT', 'Maximilian', 'B           X'].join('\n'));
});

it('shows a header alone when there is nothing', () => {
  expect(table(['Name', 'Role'], [])).toBe('Name  Role');
});

it.each([
  [0, 4, '[----] 0/4'],
  [2, 4, '[##--] 2/4'],
  [4, 4, '[####] 4/4'],
  [0, 0, '[####] 0/0'],
])('draws %i of %i', (done, total, expected) => {
  expect(progressBar(done, total, 4)).toBe(expected);
});
