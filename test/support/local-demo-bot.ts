import type { LocalPerson } from '../../src/coaching/local-chat/ports.ts';
import type { Form, Message } from '../../src/messages/message.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import type { ChatPlatform, Target } from '../../src/turns/chat-platform.ts';
import type { Intake } from '../../src/turns/ports.ts';
import type { AnswerQuery } from '../../src/turns/query.ts';
import type { Turn } from '../../src/turns/turn.ts';
import { newId } from '../../src/shared/ids.ts';

/**
 * A stand-in for the real bot, so that the page can be tried and tested alone: it answers at once, in every shape a
 * message can have. `gate` holds streams half-way until it is opened.
 */
export interface DemoBot {
  intake: Intake;
  answerQuery: AnswerQuery;
  turns: readonly Turn[];
  /** Streams stop after their second piece until this is resolved. */
  hold(): () => void;
  /** The next `count` turns are refused, as when the database is away. */
  failNext(count: number): void;
  /** Resolves when nothing is being answered any more. */
  settled(): Promise<void>;
}

export const demoPeople: readonly LocalPerson[] = [
  ['1', 'Elena Kowalczyk', 'TEAM_LEADER', 'CSR', 'Customer service', undefined],
  ['2', 'Priya Raman', 'AGENT', 'CSR', 'Customer service', '1'],
  ['3', 'Daniel Osei', 'AGENT', 'CSR', 'Customer service', '1'],
  ['4', 'Naomi Feldman', 'COACH', 'OTHER', 'Coaching', undefined],
  ['5', 'Marcus Adeyemi', 'MANAGER', 'OTHER', 'Contact centre', undefined],
  ['6', 'Tomás Rivera', 'TEAM_LEADER', 'SALES_REP', 'Telesales', undefined],
  ['7', 'Aoife Brennan', 'AGENT', 'CSR', 'Customer service', '1'],
  ['8', 'Ingrid Halvorsen', 'ADMIN', 'OTHER', 'Contact centre systems', undefined],
].map(([digit, name = '', role, jobFamily, department = '', leader]) => ({
  id: personId(digit ?? ''),
  name,
  email: `${name.toLowerCase().replace(/\s/g, '.')}@fennimoor.example`,
  role: role as LocalPerson['role'],
  jobFamily: jobFamily as LocalPerson['jobFamily'],
  department,
  ...(leader === undefined ? {} : { teamLeaderId: personId(leader) }),
}));

export function personId(digit: string): string {
  return `00000000-0000-4000-8000-00000000000${digit}`;
}

/** As the form of a message: people are found by typing, more of them than it holds. */
const noteOfMessage = (text: string, about: string): Form => {
  const form = noteForm(text);
  return {
    ...form,
    fields: form.fields.map((field) =>
      field.type === 'select'
        ? { ...field, type: 'person', among: 'noted', more: true, initial: about }
        : field,
    ),
  };
};

const noteForm = (text = ''): Form => ({
  id: 'note.create',
  title: 'Take a note',
  intro: 'Only you and your line can see it.',
  submitLabel: 'Save note',
  context: 'note-1',
  fields: [
    {
      name: 'person',
      label: 'About',
      required: true,
      type: 'select',
      options: demoPeople.slice(1, 4).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      name: 'words',
      label: 'What did you notice?',
      required: true,
      type: 'text',
      multiline: true,
      maxLength: 3000,
      placeholder: 'Great empathy on the call #quality',
      ...(text === '' ? {} : { initial: text }),
    },
    { name: 'day', label: 'Day', required: false, type: 'date', hint: 'Left empty, it is today.' },
  ],
});

const answer: Message = {
  view: 'answer.cited',
  summary: 'Refund without a receipt: look up the card payment, or offer a gift card.',
  blocks: [
    {
      kind: 'text',
      markdown:
        'You can refund without a receipt when you can **find the purchase** another way [1].\n\n1. Ask for the card that was used, or the order e-mail.\n2. Look the purchase up in the till history, up to 90 days back.\n3. Refund to the **same card**. No match? Offer a gift card for the lowest price of the last 30 days [2].',
    },
    {
      kind: 'citations',
      items: [
        {
          number: 1,
          title: 'Refund without a receipt',
          version: 3,
          section: 'Steps › 1',
          quote: 'Ask the customer for the card they paid with, or for the order e-mail.',
        },
        {
          number: 2,
          title: 'Refund without a receipt',
          version: 3,
          section: 'Steps › 4',
          quote: 'If no purchase is found, offer a gift card for the lowest price of the last 30 days.',
        },
      ],
    },
  ],
  footer: 'Only you can see this.',
};

const pieces =
  (answer.blocks[0]?.kind === 'text' ? answer.blocks[0].markdown : '').match(/[\s\S]{1,40}/g) ?? [];

const say = (view: string, markdown: string, ...more: Message['blocks']): Message => ({
  view,
  summary: markdown.replace(/[*_`\\]/g, ''),
  blocks: [{ kind: 'text', markdown }, ...more],
});

const summary: Message = {
  view: 'summary.card',
  summary: 'Summary for Priya Raman, version 1',
  blocks: [
    { kind: 'heading', text: 'Priya Raman · 1:1 of 18 November' },
    {
      kind: 'fields',
      items: [
        { label: 'Version', value: '1, draft' },
        { label: 'Lines', value: '4, each with its evidence' },
      ],
    },
    {
      kind: 'lines',
      title: 'Wins',
      empty: 'None were named.',
      items: [
        {
          text: 'Called the customer back the same day.',
          evidence: '“I called them back before five” (Priya, 12:04)',
        },
        {
          text: 'Stayed calm with an angry caller.',
          evidence: '“I let her finish, and then I asked” (Priya, 14:31)',
        },
      ],
    },
    {
      kind: 'lines',
      title: 'Action items',
      empty: 'None were named.',
      items: [
        {
          text: 'Try the closing question on ten calls.',
          detail: 'Owner: Priya Raman · Due: 2026-11-27',
          evidence: '“I will try it on ten calls” (Priya, 21:10)',
        },
      ],
    },
    { kind: 'lines', title: 'Challenges', empty: 'None were named.', items: [] },
    {
      kind: 'actions',
      actions: [
        { id: 'summary.refine', label: 'Refine', value: 's1', style: 'primary' },
        {
          id: 'summary.approve',
          label: 'Approve',
          value: 's1',
          confirm: { title: 'Approve this version?', text: 'Priya will be able to see it.', ok: 'Approve' },
        },
        { id: 'note.form', label: 'Take a note', value: 's1' },
        { id: 'summary.undo', label: 'Undo', value: 's1' },
      ],
    },
  ],
  footer: 'Everyone in this thread can see this.',
};

const diff: Message = {
  view: 'summary.diff',
  summary: 'Version 2: one line changed',
  blocks: [
    { kind: 'heading', text: 'Version 2' },
    {
      kind: 'diff',
      items: [
        { op: 'keep', text: 'Called the customer back the same day.' },
        { op: 'remove', text: 'Stayed calm with an angry caller.' },
        { op: 'add', text: 'Stayed calm and curious with an angry caller.' },
      ],
    },
    { kind: 'actions', actions: [{ id: 'summary.undo', label: 'Undo', value: 's2' }] },
  ],
};

export function createDemoBot(platform: ChatPlatform): DemoBot {
  const turns: Turn[] = [];
  const seen = new Set<string>();
  const running = new Set<Promise<unknown>>();
  let gate: Promise<void> = Promise.resolve();
  let failures = 0;

  const replyTo = async (turn: Turn): Promise<unknown> => {
    const target: Target = {
      installationId: turn.installationId,
      place: turn.place,
      recipient: turn.platformUserId,
      ...(turn.replyHandle === undefined ? {} : { replyHandle: turn.replyHandle }),
    };
    const post = (message: Message) => platform.post(target, message, newId());
    switch (turn.kind) {
      case 'joined':
        await post({
          view: 'talk.hello',
          summary: 'Threadcoach says hello',
          blocks: [
            { kind: 'heading', text: `Hello, good to see you.` },
            {
              kind: 'text',
              markdown:
                'I answer from your organisation’s coaching method and procedures, with the exact words they rest on.',
            },
          ],
          footer: 'Only you can see this.',
        });
        return undefined;
      case 'message':
        if (turn.files.length > 0) {
          const [file] = turn.files;
          await platform.showProgress(target, 'Reading the transcript…');
          const root = await post(
            say(
              'session.card',
              `I read **${escapeMarkdown(file?.name ?? '')}** (${file?.size ?? 0} bytes). The summary is in the thread.`,
            ),
          );
          await platform.post(
            {
              ...target,
              place: {
                ...turn.place,
                threadId: turn.place.threadId ?? root.messageId,
                key: `${turn.place.key}:${root.messageId}`,
              },
            },
            summary,
            newId(),
          );
          return undefined;
        }
        if (/summary/i.test(turn.text)) return post(summary);
        if (/shorter/i.test(turn.text)) return post(diff);
        if (/form/i.test(turn.text)) {
          return post({
            view: 'note.form',
            summary: 'Take a note',
            blocks: [{ kind: 'form', form: noteForm() }],
          });
        }
        if (/hello/i.test(turn.text)) return post(say('talk.hello', 'Hello! Ask me about a procedure.'));
        await stream(target);
        return undefined;
      case 'command':
        return post(
          say(
            'talk.command',
            `You called **/${escapeMarkdown(turn.name)}** with “${escapeMarkdown(turn.text)}”.`,
          ),
        );
      case 'action':
        if (turn.action === 'help.example') return stream(target);
        return post(say('talk.action', `You pressed **${escapeMarkdown(turn.action)}**.`));
      case 'form':
        return post(
          say('note.saved', `Noted: “${escapeMarkdown(turn.values['words'] ?? '')}”`, {
            kind: 'actions',
            actions: [{ id: 'note.undo', label: 'Undo', value: 'n1' }],
          }),
        );
      case 'edit':
        return post(say('talk.edited', 'You changed your message, so here is a fresh answer.'));
      case 'delete':
        return undefined;
    }
  };

  const stream = async (target: Target): Promise<void> => {
    await platform.showProgress(target, 'Reading the procedures…');
    const growing = await platform.startStream(target, newId());
    for (const [index, piece] of pieces.entries()) {
      if (index === 2) await gate;
      await growing?.append(piece);
    }
    await growing?.finish(answer);
  };

  return {
    turns,
    intake(turn, { addressed }) {
      if (failures > 0) {
        failures -= 1;
        return Promise.reject(new Error('the database is away'));
      }
      if (seen.has(turn.eventId)) return Promise.resolve({ kind: 'duplicate' });
      seen.add(turn.eventId);
      turns.push(turn);
      const inKnownThread =
        turn.place.threadId !== undefined &&
        turn.kind === 'message' &&
        turn.messageId !== turn.place.threadId;
      if (!addressed && !inKnownThread) return Promise.resolve({ kind: 'not-addressed' });
      const work = replyTo(turn).finally(() => running.delete(work));
      running.add(work);
      return Promise.resolve({ kind: 'stored', inboxEventId: newId(), organizationId: newId() });
    },
    answerQuery(query) {
      switch (query.kind) {
        case 'complete': {
          const commands = [
            { value: '/note ', label: '/note', hint: '@name what you noticed' },
            { value: '/help', label: '/help', hint: 'What Threadcoach can do' },
          ];
          return Promise.resolve({
            kind: 'completions',
            items: commands.filter(({ label }) => label.startsWith(query.text)),
          });
        }
        case 'people':
          return Promise.resolve({
            kind: 'completions',
            items: [{ value: personId('9'), label: 'Zoe Late', hint: 'Night shift' }].filter(({ label }) =>
              label.toLowerCase().startsWith(query.text.toLowerCase()),
            ),
          });
        case 'form.open':
          return Promise.resolve({
            kind: 'form',
            form:
              query.about === undefined ? noteForm(query.text) : noteOfMessage(query.text ?? '', query.about),
          });
        case 'form.validate':
          return Promise.resolve({
            kind: 'validation',
            errors:
              (query.values['words'] ?? '').trim().length < 3 ? { words: 'Write what you noticed.' } : {},
          });
      }
    },
    hold() {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => (open = resolve));
      return () => open();
    },
    failNext(count) {
      failures = count;
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
