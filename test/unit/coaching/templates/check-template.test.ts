import { checkTemplate, workshopTypeOf } from '../../../../src/coaching/templates/check-template.ts';
import { nearestName } from '../../../../src/coaching/templates/nearest-name.ts';
import { previewTemplate } from '../../../../src/coaching/templates/preview-template.ts';
import { parseSummaryLayout } from '../../../../src/coaching/templates/summary-layout.ts';
import { systemTemplates } from '../../../../src/coaching/templates/system/system-templates.ts';
import { templateWords, workshopTypeIn } from '../../../../src/coaching/templates/template-words.ts';
import { templateKinds } from '../../../../src/coaching/templates/template.ts';
import { summarySections } from '../../../../src/coaching/summaries/summary.ts';

const email = { kind: 'email', name: 'Mine', workshopType: '', subject: '', content: 'Hi {{first_name}}' };
const faultsOf = (change: Partial<typeof email>): Record<string, string> => {
  const checked = checkTemplate({ ...email, ...change });
  return checked.kind === 'faulty' ? checked.faults : {};
};
const layoutFaults = (content: string): string => {
  const parsed = parseSummaryLayout(content);
  return parsed.kind === 'faulty' ? parsed.faults.join(' ') : '';
};

describe('what comes with the product', () => {
  it.each(systemTemplates.map((template) => [template.key, template] as const))(
    '%s passes the check that coaches’ templates pass, and shows every variable in its preview',
    (_key, template) => {
      const { kind, name, workshopType = '', subject = '', content } = template;
      expect(checkTemplate({ kind, name, workshopType, subject, content })).toEqual({
        kind: 'fine',
        fields: {
          ...{ kind, name, content, variables: template.variables },
          ...(workshopType === '' ? {} : { workshopType }),
          ...(subject === '' ? {} : { subject }),
        },
      });
      expect(JSON.stringify(previewTemplate(template))).not.toMatch(/\{\{|\}\}/);
    },
  );

  it('has exactly one default for each kind, one at most for each kind of workshop, and keys that differ', () => {
    for (const kind of templateKinds) {
      const defaults = systemTemplates.filter((template) => template.kind === kind && template.isDefault);
      const types = defaults.map(({ workshopType }) => workshopType ?? 'every');
      expect(types.filter((type) => type === 'every')).toHaveLength(1);
      expect(new Set(types).size).toBe(types.length);
    }
    expect(new Set(systemTemplates.map(({ key }) => key)).size).toBe(systemTemplates.length);
  });

  it('keeps every section in every built-in layout, and never asks for more lines than a reply may have', () => {
    for (const { content } of systemTemplates.filter(({ kind }) => kind === 'summary')) {
      const parsed = parseSummaryLayout(content);
      if (parsed.kind === 'faulty') throw new Error(parsed.faults.join());
      const { sections } = parsed.layout;
      expect(sections.map(({ section }) => section).toSorted()).toEqual([...summarySections].toSorted());
      expect(sections.reduce((sum, { maxLines = 0 }) => sum + maxLines, 0)).toBeLessThanOrEqual(30);
    }
  });
});

describe('variables', () => {
  it.each([
    ['{{frist_name}}', 'Did you mean {{first_name}}?'],
    ['{{First Name}}', 'Did you mean {{first_name}}?'],
    ['{{win}}', 'Did you mean {{wins}}?'],
    ['{{salary}}', 'There are: {{first_name}}, {{coach_name}}'],
    ['{{#wins}}a', '{{#wins}} is not closed'],
    ['a{{/wins}}', 'closes nothing'],
    ['{{#wins}}{{#actions}}x{{/actions}}{{/wins}}', 'stands inside'],
    ['{{first_name}', 'two braces on each side'],
    ['{{# wins }}a{{/wins}}', 'without blanks'],
  ])('%s is refused with the cure', (content, cure) => {
    expect(faultsOf({ content })['content']).toContain(cure);
  });

  it('are checked in the subject too, and those that are known only later may not stand in a summary', () => {
    expect(faultsOf({ subject: '{{nope}}' })['subject']).toContain('{{nope}}');
    expect(faultsOf({ kind: 'summary', content: '## Wins\n{{wins}}' })['content']).toContain(
      'I don’t know the variable {{wins}}',
    );
  });

  it('are named only when near', () => {
    expect(nearestName('sesion_date', ['session_date', 'wins'])).toBe('session_date');
    expect(nearestName('xyz', ['session_date', 'wins'])).toBeUndefined();
    expect(nearestName('x'.repeat(10_000), ['wins'])).toBeUndefined();
  });
});

describe('the other fields', () => {
  it.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(61) }, 'name'],
    [{ name: 'system:summary.concise' }, 'name'],
    [{ kind: 'poem' }, 'kind'],
    [{ content: '…' }, 'content'],
    [{ content: 'x'.repeat(3_001) }, 'content'],
    [{ subject: 'x'.repeat(151) }, 'subject'],
    [{ workshopType: 'x'.repeat(41) }, 'workshopType'],
  ])('say what is wrong: %j', (change, field) => {
    expect(Object.keys(faultsOf(change))).toEqual([field]);
  });

  it('are tidied; a text message has no subject', () => {
    const checked = checkTemplate({
      ...email,
      kind: 'text',
      name: ' My  own ',
      subject: 'Hi',
      workshopType: 'Strengths Workshop',
    });
    expect(checked).toEqual({
      kind: 'fine',
      fields: {
        kind: 'text',
        name: 'My own',
        workshopType: 'strengths',
        content: 'Hi {{first_name}}',
        variables: ['first_name'],
      },
    });
    expect(workshopTypeOf('Workshop')).toBeUndefined();
    expect(workshopTypeOf('Customer service')).toBe('customer_service');
  });
});

describe('a summary’s layout', () => {
  it('is read from plain words', () => {
    expect(
      parseSummaryLayout(
        'Tone: Warm\r\nlength: short.\nLook for courage.\n\n## What went well (max 3)\nBe\nspecific.\n# Hurdles [challenges] (up to 2)\n## To-dos\n## Advice',
      ),
    ).toEqual({
      kind: 'fine',
      layout: {
        tone: 'warm',
        length: 'short',
        guidance: 'Look for courage.',
        sections: [
          { section: 'wins', title: 'What went well', maxLines: 3, guidance: 'Be specific.' },
          { section: 'challenges', title: 'Hurdles', maxLines: 2, guidance: '' },
          { section: 'actions', title: 'To-dos', guidance: '' },
          { section: 'recommendations', title: 'Advice', guidance: '' },
        ],
      },
    });
  });

  it.each([
    ['Just words', 'Name at least one section'],
    ['## Wins\n## More wins [wins]', 'Line 2: the section wins stands there twice'],
    ['## Feelings', 'Line 1: I can’t tell which section “Feelings” is. Add one of [wins], [challenges]'],
    ['## Hurdles [chalenges]', 'Did you mean [challenges]?'],
    ['## Wins (max 0)', 'from 1 to 12'],
    ['## Wins (max many)', 'from 1 to 12'],
    ['Tone: snarky\n## Wins', 'tone is one of warm, plain'],
    ['Length: epic\n## Wins', 'length is one of short'],
  ])('%j is refused with the line and the cure', (content, cure) => {
    expect(layoutFaults(content)).toContain(cure);
  });

  it('reads hostile text in no time and without a crash', () => {
    expect(layoutFaults('#'.repeat(3_000))).toContain('Line 1');
    expect(layoutFaults(`## ${'['.repeat(1_400)}${']'.repeat(1_400)}`)).toContain('Line 1');
  });
});

describe('the words beside an upload', () => {
  it.each([
    ['1:1 with Priya yesterday, with the concise template', 'concise', '1:1 with Priya yesterday'],
    ['Using my “Short and sweet” template: call with Ana', 'Short and sweet', ': call with Ana'],
    ['Call with Ana, template: Sales call', 'Sales call', 'Call with Ana'],
    ['Weekly, please use the strengths workshop layout', 'strengths workshop', 'Weekly'],
  ])('%j chooses a template', (text, wanted, rest) => {
    expect(templateWords(text)).toEqual({ wanted, rest });
  });

  it.each(['1:1 with Priya', 'we talked about the template for refunds', 'in the Zoom format', ''])(
    '%j chooses none',
    (text) => {
      expect(templateWords(text)).toEqual({ rest: text });
    },
  );

  it.each([
    ['Strengths workshop with Ana', 'strengths'],
    ['my workshop with Ana', undefined],
    ['sales call with Ana', 'sales'],
    ['service 1:1 with Ana', 'service'],
    ['1:1 with Ana', undefined],
  ])('%j tells the kind of workshop', (text, type) => {
    expect(workshopTypeIn(text)).toBe(type);
  });
});
