import type { WireMessage } from '../../src/bot/local/wire.ts';
import { botMessagesIn, openPage, type PageClient } from '../support/crash/page-client.ts';
import { startDemoSystem, type DemoSystem } from './support/demo-system.ts';

describe('feedback, gaps and entries on the local page, as its browser asks for them', () => {
  let demo: DemoSystem;
  let page: PageClient;
  let people: Map<string, string>;

  beforeAll(async () => {
    demo = await startDemoSystem();
    page = await openPage(demo.address);
    people = new Map((await page.people()).map(({ email, id }) => [email.split('.')[0] ?? '', id]));
  });
  afterAll(() => demo.close());

  const idOf = (name: string): string => people.get(name) ?? '';
  async function direct(name: string): Promise<string> {
    const { channels } = await page.state(idOf(name));
    return channels.find(({ kind }) => kind === 'direct')?.id ?? '';
  }
  /** Does it, and waits for the bot's next finished message that holds these words. */
  async function after(name: string, act: (channel: string) => Promise<unknown>, words: string) {
    const channel = await direct(name);
    const messages = async () => botMessagesIn(await page.state(idOf(name)), channel);
    const before = new Map((await messages()).map(({ id, updatedAt }) => [id, updatedAt]));
    await act(channel);
    for (let tries = 0; tries < 400; tries += 1) {
      const found = (await messages()).find(
        (message) =>
          before.get(message.id) !== message.updatedAt &&
          message.state === 'final' &&
          JSON.stringify(message.card).includes(words),
      );
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const seen = (await messages()).map(({ text }) => text).join('\n');
    throw new Error(`no message with “${words}”; there are:\n${seen}`);
  }
  const ask = (name: string, text: string, words: string) =>
    after(name, (channel) => page.say(idOf(name), channel, text), words);
  const press = (name: string, message: WireMessage, action: string, words: string) => {
    const value = valuesOf(message.card, action)[0];
    if (value === undefined) throw new Error(`no ${action} on that card`);
    return after(name, () => page.press(idOf(name), message.id, action, value), words);
  };
  function valuesOf(part: unknown, action: string): string[] {
    if (typeof part !== 'object' || part === null) return [];
    const own = 'action' in part && part.action === action && 'value' in part ? [String(part.value)] : [];
    return [...own, ...Object.values(part).flatMap((child) => valuesOf(child, action))];
  }
  const rows = () => demo.rows('SELECT kind, question, state FROM knowledge_gaps ORDER BY created_at');

  it('an answer is thumbed, reported, and sent on with the words that the form shows', async () => {
    const answer = await ask('priya', 'How do I refund without a receipt?', 'Sources');
    await press('priya', answer, 'answer.up', 'Good to know that this helped.');
    expect(await rows()).toEqual([]);
    const taken = await press('priya', answer, 'answer.wrong', 'may be wrong');
    const channel = await direct('priya');
    const context = valuesOf(taken.card, 'gap.form')[0] ?? '';
    const opened = await page.query(idOf('priya'), channel, {
      kind: 'form.open',
      form: 'gap.question',
      context,
    });
    expect(JSON.stringify(opened)).toContain('How do I refund without a receipt?');
    // Somebody else cannot open it, whatever they know.
    const others = await page.query(idOf('daniel'), await direct('daniel'), {
      kind: 'form.open',
      form: 'gap.question',
      context,
    });
    expect(others).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(others)).not.toContain('receipt');
    const form = { form: 'gap.question', context, values: { question: 'Which refund limit counts?' } };
    await after('priya', () => page.submit(idOf('priya'), channel, form), 'Which refund limit counts?');
    expect(await rows()).toEqual([{ kind: 'wrong', question: 'Which refund limit counts?', state: 'open' }]);
  });

  it('an admin sees the report in the direct message, and resolves it', async () => {
    const list = await after(
      'ingrid',
      (channel) => page.command(idOf('ingrid'), channel, '/gaps'),
      '1 × wrong',
    );
    expect(JSON.stringify(list.card)).toContain('Which refund limit counts?');
    expect(JSON.stringify(list.card)).not.toContain('Priya');
    await press('ingrid', list, 'gap.resolve', 'Resolved 1 report.');
    expect(await rows()).toMatchObject([{ state: 'resolved' }]);
    await after(
      'priya',
      (channel) => page.command(idOf('priya'), channel, '/gaps'),
      'Only admins look after',
    );
  });

  it('a question under an answer is asked by pressing it', async () => {
    const answer = await ask('daniel', 'What do I do with an abusive caller?', 'Sources');
    const [question = ''] = valuesOf(answer.card, 'answer.ask');
    expect(question).not.toBe('');
    await press('daniel', answer, 'answer.ask', question);
  });

  it('offers questions for what is being typed, in the direct message alone', async () => {
    const complete = (channel: string, text: string) =>
      page.query(idOf('priya'), channel, { kind: 'complete', text });
    const own = await complete(await direct('priya'), 'refund without rec');
    expect(JSON.stringify(own)).toContain('Refund without a receipt: are there exceptions?');
    expect(JSON.stringify(await complete(await direct('priya'), 'goodwill'))).not.toContain('Goodwill');
    const { channels } = await page.state(idOf('priya'));
    const shared = channels.find(({ kind }) => kind === 'channel')?.id ?? '';
    expect(await complete(shared, 'refund without rec')).toEqual({ items: [] });
  });

  it('an entry is written in a form and found, and the form says what is wrong', async () => {
    const list = await after(
      'ingrid',
      (channel) => page.command(idOf('ingrid'), channel, '/entries feedback'),
      'Opening a feedback talk with a strength',
    );
    expect(valuesOf(list.card, 'entry.form')).toContain('');
    const channel = await direct('ingrid');
    const values = {
      title: 'The otter rule',
      content: 'When an otter call comes in, hum one bar before you answer.',
      category: 'coaching_patterns',
      contentType: 'guidelines',
      access: 'all',
      tags: '',
    };
    const form = { form: 'entry.save', context: '', values };
    const empty = { ...form, values: { ...values, title: '' } };
    expect(await page.submit(idOf('ingrid'), channel, empty)).toEqual({
      kind: 'invalid',
      errors: { title: 'Give it a title.' },
    });
    const refused = await page.query(idOf('priya'), await direct('priya'), {
      kind: 'form.open',
      form: 'entry.save',
      context: '',
    });
    expect(refused).toMatchObject({ kind: 'refused' });
    await after('ingrid', () => page.submit(idOf('ingrid'), channel, form), 'Added **The otter rule**');
    await ask('daniel', 'What do I do when an otter call comes in?', 'hum one bar before you answer');
  });
});
