import { startBot } from '../../../support/teams/bot.ts';
import type { TeamsBot } from '../../../support/teams/bot.ts';
import type { Form } from '../../../../src/messages/message.ts';

const noteForm: Form = {
  id: 'note.create',
  title: 'Quick note',
  submitLabel: 'Save',
  context: 'c1',
  fields: [{ type: 'text', name: 'text', label: 'Note', required: true, multiline: true, maxLength: 500 }],
};

/** What Teams waits for inside the response. */
describe('an invoke', () => {
  let bot: TeamsBot;
  beforeEach(async () => {
    bot = await startBot({ allowUnauthenticated: true });
  });
  afterEach(() => bot.close());

  async function invoke(name: string, value: object, extra: object = {}) {
    const response = await fetch(bot.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'invoke',
        name,
        value,
        id: 'f:1',
        timestamp: '2026-11-20T09:00:00Z',
        channelId: 'msteams',
        serviceUrl: 'http://127.0.0.1:9/_connector',
        from: { id: '29:dana' },
        recipient: { id: '28:bot' },
        conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't' },
        ...extra,
      }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>),
    };
  }
  const fetchDialog = () =>
    invoke('task/fetch', { data: { action: 'note.form', value: 'p-1', opensForm: 'note.create' } });
  const submitDialog = (text: string) =>
    invoke('task/submit', { data: { form: 'note.create', context: 'c1', text } });

  it('opens the form that a button promises', async () => {
    bot.state.answer = () => ({ kind: 'form', form: noteForm });
    const { status, body } = await fetchDialog();
    expect(status).toBe(200);
    expect(body).toMatchObject({ task: { type: 'continue', value: { title: 'Quick note' } } });
    expect(JSON.stringify(body)).toContain('Input.Text');
    expect(bot.queries).toMatchObject([
      {
        kind: 'form.open',
        form: 'note.create',
        context: 'p-1',
        installationId: 't',
        platformUserId: '29:dana',
      },
    ]);
    expect(bot.turns).toEqual([]);
  });

  it('says why a form does not open', async () => {
    bot.state.answer = () => ({ kind: 'refused', message: 'I do not know you yet.' });
    expect(await fetchDialog()).toEqual({
      status: 200,
      body: { task: { type: 'message', value: 'I do not know you yet.' } },
    });
  });

  it('stores a form that is fine, and closes the dialog', async () => {
    bot.state.answer = () => ({ kind: 'validation', errors: {} });
    expect(await submitDialog('Kind words')).toEqual({ status: 200, body: undefined });
    expect(bot.turns.map(({ turn }) => turn)).toMatchObject([
      { kind: 'form', form: 'note.create', context: 'c1', values: { text: 'Kind words' } },
    ]);
  });

  it('shows a form with faults again: what is wrong, and what was typed', async () => {
    bot.state.answer = (query) =>
      query.kind === 'form.validate'
        ? { kind: 'validation', errors: { text: 'Please write at least three words.' } }
        : { kind: 'form', form: noteForm };
    const { body } = await submitDialog('Kind');
    const shown = JSON.stringify(body);
    expect(shown).toContain('Note: Please write at least three words.');
    expect(shown).toContain('"value":"Kind"');
    expect(bot.turns).toEqual([]);
  });

  it('fails when a good form could not be stored, so that the person sees it', async () => {
    bot.state.answer = () => ({ kind: 'validation', errors: {} });
    bot.state.intake = () => Promise.reject(new Error('database is away'));
    expect((await submitDialog('Kind words')).status).toBe(500);
  });

  const message = {
    createdDateTime: '2026-11-20T08:00:00Z',
    from: { user: { id: 'aad-priya' } },
    body: { contentType: 'text', content: 'Sorted the refund' },
  };
  const saveAsNote = { commandId: 'saveAsNote', commandContext: 'message', messagePayload: message };

  it('opens the form for "Save as note" with the message in it, and says why it does not', async () => {
    bot.state.answer = () => ({ kind: 'form', form: noteForm });
    const { body } = await invoke('composeExtension/fetchTask', saveAsNote);
    expect(body).toMatchObject({ task: { type: 'continue', value: { title: 'Quick note' } } });
    expect(bot.queries).toMatchObject([
      { kind: 'form.open', form: 'note.create', text: 'Sorted the refund', about: 'aad-priya' },
    ]);
    bot.state.answer = () => ({ kind: 'refused', message: 'Notes are taken by leaders.' });
    const refused = await invoke('composeExtension/fetchTask', saveAsNote);
    expect(refused.body).toEqual({ task: { type: 'message', value: 'Notes are taken by leaders.' } });
  });

  it('stores the note that comes back, and shows one with faults again', async () => {
    const submit = () =>
      invoke('composeExtension/submitAction', {
        ...saveAsNote,
        data: { form: 'note.create', context: 'c1', text: 'Kind words' },
      });
    bot.state.answer = (query) =>
      query.kind === 'form.validate'
        ? { kind: 'validation', errors: { text: 'Too few words.' } }
        : { kind: 'form', form: noteForm };
    expect(JSON.stringify((await submit()).body)).toContain('Note: Too few words.');
    expect(bot.turns).toEqual([]);
    bot.state.answer = () => ({ kind: 'validation', errors: {} });
    expect((await submit()).status).toBe(200);
    expect(bot.turns.map(({ turn }) => turn)).toMatchObject([
      { kind: 'form', form: 'note.create', context: 'c1', values: { text: 'Kind words' } },
    ]);
  });

  it('finds people while somebody types', async () => {
    bot.state.answer = () => ({
      kind: 'completions',
      items: [{ value: 'u-1', label: 'Priya Nair', hint: 'Service' }],
    });
    const { body } = await invoke('application/search', { queryText: 'pri', dataset: 'people:noted' });
    expect(body).toMatchObject({ value: { results: [{ title: 'Priya Nair', value: 'u-1' }] } });
    bot.state.answer = () => ({ kind: 'refused', message: 'I do not know you.' });
    const { body: none } = await invoke('application/search', { queryText: 'pri', dataset: 'people:noted' });
    expect(none).toMatchObject({ value: { results: [] } });
  });

  it('takes the button of a card', async () => {
    const { status, body } = await invoke('adaptiveCard/action', {
      action: { type: 'Action.Execute', data: { action: 'summary.approve', value: 's-1' } },
    });
    expect([status, body?.type]).toEqual([200, 'application/vnd.microsoft.activity.message']);
    expect(bot.turns.map(({ turn }) => turn)).toMatchObject([{ kind: 'action', action: 'summary.approve' }]);
  });

  it('tells an old button that it is old', async () => {
    const { body } = await invoke('adaptiveCard/action', {
      action: { type: 'Action.Execute', data: { action: 'summary.explode', value: 'x' } },
    });
    expect(body?.value).toMatch(/ask me again/);
    expect(bot.turns).toEqual([]);
  });

  it('takes a thumb as the button that it is, and not the words typed with it', async () => {
    const { status } = await invoke(
      'message/submitAction',
      {
        actionName: 'feedback',
        actionValue: { reaction: 'dislike', feedback: '{"feedbackText":"wrong step"}' },
      },
      { replyToId: 'm-9' },
    );
    expect(status).toBe(200);
    expect(bot.turns).toMatchObject([
      {
        addressed: true,
        turn: {
          kind: 'action',
          action: 'answer.down',
          value: '',
          messageId: 'm-9',
          platformUserId: '29:dana',
        },
      },
    ]);
    expect(JSON.stringify(bot.turns)).not.toContain('wrong step');
  });

  it('of a kind we do not serve is refused', async () => {
    expect((await invoke('composeExtension/query', {})).status).toBe(501);
  });
});
