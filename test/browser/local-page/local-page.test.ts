import { rm } from 'node:fs/promises';
import { jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { newId } from '../../../src/shared/ids.ts';
import { buildLocalPage } from '../../support/built-page.ts';
import { describeInBrowser, launchChromium } from '../../support/chromium.ts';
import { personId } from '../../support/local-demo-bot.ts';
import { startLocalDemo } from '../../support/local-demo-server.ts';
import type { LocalDemo } from '../../support/local-demo-server.ts';
import { fitsScreen, lowContrast, runningAnimations } from './in-page.mjs';

jest.setTimeout(90_000);

describeInBrowser('the local page', () => {
  let pageDir: string;
  let browser: Browser;
  let demo: LocalDemo;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [pageDir, browser] = await Promise.all([buildLocalPage(), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await rm(pageDir, { recursive: true });
  });
  beforeEach(async () => {
    demo = await startLocalDemo({ pageDir });
    complaints = [];
  });
  afterEach(async () => {
    await page.context().close();
    await demo.close();
    // Blocked resources, broken scripts, refused styles: the console is part of the first impression.
    expect(complaints).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${demo.origin}/local/?token=${demo.token}`);
    return page;
  }
  async function openAs(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    await open(options);
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await messages().getByText('Hello, good to see you.').waitFor();
    return page;
  }
  const composer = (): Locator => page.getByRole('textbox', { name: /Ask Threadcoach|Message #/ });
  const messages = (): Locator => page.getByRole('region', { name: /^Messages in #?[\w-]+$/ });
  const thread = (): Locator => page.getByRole('complementary', { name: 'Thread' });
  const say = async (text: string): Promise<void> => {
    await composer().fill(text);
    await composer().press('Enter');
  };
  const expectFocus = (on: Locator): Promise<void> => page.locator(':focus').and(on).waitFor();

  it('is used from the first choice to the answer with the keyboard alone', async () => {
    await open();
    await page.getByRole('heading', { name: 'Welcome to Threadcoach' }).waitFor();
    await page.keyboard.press('Tab');
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
    await expectFocus(page.getByRole('button', { name: /^Elena Kowalczyk/ }));
    await page.keyboard.press('Enter');
    await messages().getByText('Hello, good to see you.').waitFor();
    await expectFocus(composer());
    await page.keyboard.type('How do I refund');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('without a receipt?');
    await page.keyboard.press('Enter');
    await messages().getByText('find the purchase').waitFor();
    await messages().getByText('Sources').waitFor();
    expect(demo.bot.turns.at(-1)).toMatchObject({
      kind: 'message',
      text: 'How do I refund\nwithout a receipt?',
    });
    // The list is one stop, arrows move between messages, Tab goes into the card.
    await messages().focus();
    await page.keyboard.press('End');
    await expectFocus(messages().getByRole('article').last());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await messages().getByText('“Ask the customer for the card they paid with').waitFor();
  });

  it('shows that the bot is at work, then the words as they come, then the card', async () => {
    await openAs('Elena');
    const release = demo.bot.hold();
    await say('How do I refund?');
    await messages().getByText('find the purchase').waitFor();
    expect(await messages().getByText('Offer a gift card').count()).toBe(0);
    expect(await messages().locator('[aria-busy="true"]').count()).toBe(1);
    release();
    await messages().getByText('Sources').waitFor();
    expect(await messages().locator('[aria-busy="true"]').count()).toBe(0);
    await page.getByTestId('announcer').getByText('Threadcoach: Refund without a receipt').waitFor();
  });

  it('shows the status line where it belongs', async () => {
    await openAs('Elena');
    const direct = await demo.store.ensureDirect(personId('1'));
    await demo.store.announceProgress({ channelId: direct.id, text: 'Reading the transcript…' });
    await page.getByRole('status').getByText('Reading the transcript…').waitFor();
  });

  it('presses buttons: at once, in the overflow, and after asking', async () => {
    await openAs('Elena');
    await say('summary please');
    await messages().getByRole('button', { name: 'Refine' }).click();
    await messages().getByText('You pressed summary.refine.').waitFor();
    await messages().getByRole('button', { name: 'More options' }).click();
    await page.getByText('Undo', { exact: true }).click();
    await messages().getByText('You pressed summary.undo.').waitFor();
    await messages().getByRole('button', { name: 'Approve' }).click();
    await messages().getByText('Priya will be able to see it.').waitFor();
    expect(demo.bot.turns.filter((turn) => turn.kind === 'action')).toHaveLength(2);
    await messages().getByRole('button', { name: 'Approve' }).last().click();
    await messages().getByText('You pressed summary.approve.').waitFor();
  });

  it('opens a form in a dialog, says what is wrong in it, and gives the focus back', async () => {
    await openAs('Elena');
    await say('/note');
    const dialog = page.getByRole('dialog', { name: 'Take a note' });
    await dialog.getByRole('combobox', { name: 'About' }).selectOption({ label: 'Priya Raman' });
    await dialog.getByRole('textbox', { name: 'What did you notice?' }).fill('x');
    await dialog.getByRole('button', { name: 'Save note' }).click();
    await dialog.getByRole('alert').getByText('Write what you noticed.').waitFor();
    await dialog.getByRole('textbox', { name: 'What did you notice?' }).fill('Great empathy #quality');
    await dialog.getByRole('button', { name: 'Save note' }).click();
    await messages().getByText('Noted: “Great empathy #quality”').waitFor();
    await expectFocus(composer());
    await say('/note');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('saves a message as a note from its menu, and finds people by typing, without a mouse', async () => {
    await openAs('Elena');
    await say('The refund was sorted kindly');
    const row = messages().getByRole('article').filter({ hasText: 'The refund was sorted kindly' }).first();
    await row.getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Save as note' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Take a note' });
    const words = dialog.getByRole('textbox', { name: 'What did you notice?' });
    expect(await words.inputValue()).toBe('The refund was sorted kindly');
    const about = dialog.getByRole('combobox', { name: 'About' });
    await about.fill('zo');
    await dialog.getByRole('option', { name: /Zoe Late/ }).waitFor();
    await about.press('ArrowDown');
    await about.press('Escape');
    expect(await dialog.getByRole('option').count()).toBe(0);
    await about.press('ArrowDown');
    await about.press('Enter');
    expect(await about.inputValue()).toBe('Zoe Late');
    await dialog.getByRole('button', { name: 'Save note' }).press('Enter');
    await messages().getByText('Noted: “The refund was sorted kindly”').waitFor();
    expect(demo.bot.turns.at(-1)).toMatchObject({
      kind: 'form',
      form: 'note.create',
      values: { person: personId('9'), words: 'The refund was sorted kindly' },
    });
  });

  it('submits a form that is part of a message', async () => {
    await openAs('Elena');
    await say('show me the form');
    await messages().getByLabel('About').selectOption({ label: 'Daniel Osei' });
    await messages().getByLabel('What did you notice?').fill('Calm and clear');
    await messages().getByRole('button', { name: 'Save note' }).click();
    await messages().getByText('Noted: “Calm and clear”').waitFor();
    expect(demo.bot.turns.at(-1)).toMatchObject({
      kind: 'form',
      form: 'note.create',
      context: 'note-1',
      values: { person: personId('3'), words: 'Calm and clear' },
    });
  });

  it('completes commands and names while one types', async () => {
    await openAs('Elena');
    await composer().pressSequentially('/no');
    await page.getByRole('option', { name: /\/note/ }).waitFor();
    await composer().press('Tab');
    await composer().pressSequentially('@pri');
    await page.getByRole('option', { name: /Priya Raman/ }).waitFor();
    await composer().press('Enter');
    expect(await composer().inputValue()).toBe('/note @Priya Raman ');
    await composer().pressSequentially('great empathy');
    await composer().press('Enter');
    await messages().getByText('You called /note').waitFor();
    expect(demo.bot.turns.at(-1)).toMatchObject({
      kind: 'command',
      name: 'note',
      mentions: [{ platformUserId: personId('2') }],
    });
  });

  it('uploads what is chosen or dropped, and answers in a thread that opens beside', async () => {
    await openAs('Elena');
    await page
      .locator('#conversation input[type="file"]')
      .setInputFiles({ name: 'call.vtt', mimeType: 'text/vtt', buffer: Buffer.from('WEBVTT\n\n') });
    await page.getByRole('list', { name: 'Files to send' }).getByText('8 bytes').waitFor();
    await say('1:1 with Priya');
    await messages().getByText('I read call.vtt').waitFor();
    await messages()
      .getByRole('link', { name: /call\.vtt/ })
      .waitFor();
    await thread().getByText('Action items').waitFor();
    await messages().getByText('1 reply').waitFor();
  });

  it('refuses a file that is too large before it travels', async () => {
    await openAs('Elena');
    await page
      .locator('#conversation input[type="file"]')
      .setInputFiles({ name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(20 * 1024 * 1024 + 1) });
    await page.getByText('larger than 20 MB').waitFor();
    await page.getByRole('button', { name: 'Remove film.mp4' }).click();
    expect(await page.getByText('larger than 20 MB').count()).toBe(0);
  });

  it('asks in a channel, talks on in the thread, and comes back with Escape', async () => {
    await openAs('Elena');
    await page.getByRole('button', { name: 'team-service' }).click();
    await page.getByRole('button', { name: 'How do I refund without a receipt?' }).click();
    await thread().getByText('Sources').waitFor();
    const reply = thread().getByRole('textbox', { name: 'Reply in this thread' });
    await reply.fill('hello, and online?');
    await reply.press('Enter');
    await thread().getByText('Hello! Ask me about a procedure.').waitFor();
    await reply.press('Escape');
    await thread().waitFor({ state: 'detached' });
    await expectFocus(composer());
    await messages()
      .getByRole('button', { name: /3 replies/ })
      .click();
    await expectFocus(reply);
    await page.keyboard.press('Escape');
    await expectFocus(messages().getByRole('button', { name: /3 replies/ }));
  });

  it('shows others what is said, marks it unread, and keeps private answers private', async () => {
    await openAs('Priya');
    const { id } = demo.channels.service;
    await demo.store.insert(personId('1'), [
      {
        id: newId(),
        channelId: id,
        authorId: personId('1'),
        text: 'Well done today, @Priya Raman',
        state: 'final',
      },
    ]);
    const link = page.getByRole('button', { name: /team-service 1 new message/ });
    await link.click();
    await messages().getByText('Well done today').waitFor();
    await page.getByRole('button', { name: 'team-service', exact: true }).waitFor();
    await say('/help');
    await messages().getByText('Only visible to you').first().waitFor();
    await page.getByRole('button', { name: /You are Priya/ }).click();
    await page.getByRole('button', { name: /^Elena/ }).click();
    await page.getByRole('button', { name: /team-service/ }).click();
    await messages().getByText('Well done today').waitFor();
    expect(await messages().getByText('Only visible to you').count()).toBe(0);
  });

  it('changes and deletes one’s own words', async () => {
    await openAs('Elena');
    await say('helo');
    const own = messages().getByRole('article', { name: /^Elena/ });
    await own.hover();
    await own.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Edit message' }).click();
    await page.getByRole('textbox', { name: 'Edit message' }).fill('hello');
    await page.keyboard.press('Enter');
    await own.getByText('(edited)').waitFor();
    await messages().getByText('here is a fresh answer').waitFor();
    await own.hover();
    await own.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete message' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await own.waitFor({ state: 'detached' });
  });

  it('loses nothing that was typed: drafts stay, and what did not arrive can be sent again once', async () => {
    await openAs('Elena');
    await composer().fill('half a thou');
    await page.getByRole('button', { name: 'team-service' }).click();
    expect(await composer().inputValue()).toBe('');
    await page.getByRole('button', { name: /^Threadcoach/ }).click();
    expect(await composer().inputValue()).toBe('half a thou');
    demo.bot.failNext(1);
    await say('hello');
    await page.getByText('Nothing is lost').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await messages().getByText('Hello! Ask me about a procedure.').waitFor();
    await page.getByText('not sent').waitFor({ state: 'detached' });
    expect(demo.bot.turns.filter((turn) => turn.kind === 'message')).toHaveLength(1);
    expect(await messages().getByText('hello', { exact: true }).count()).toBe(1);
    // The refused request stands in the console, as it should.
    complaints = complaints.filter((text) => !text.includes('503'));
  });

  it('comes back by itself after the server was away', async () => {
    await openAs('Elena');
    const { port, token } = demo;
    await demo.close();
    await page.getByRole('status').getByText('Connection lost').waitFor();
    demo = await startLocalDemo({ pageDir, port, token });
    await page.getByRole('heading', { name: 'Threadcoach was started again' }).waitFor();
    await page.goto(`${demo.origin}/local/?token=${token}`);
    await messages().getByText('Hello, good to see you.').waitFor();
    complaints = [];
  });

  it('fits a phone: one column at a time, nothing wider than the screen', async () => {
    await openAs('Elena', { viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true });
    const fits = (): Promise<boolean> => page.evaluate(fitsScreen);
    await say('summary please');
    await messages().getByText('Action items').waitFor();
    expect(await fits()).toBe(true);
    await messages().getByRole('button', { name: 'Reply in thread' }).last().tap();
    await thread().getByText('Action items').waitFor();
    expect(await messages().isVisible()).toBe(false);
    expect(await fits()).toBe(true);
    await thread().getByRole('button', { name: 'Back to the conversation' }).tap();
    await page.getByRole('button', { name: 'Back to the conversations' }).tap();
    expect(await fits()).toBe(true);
    await page.getByRole('button', { name: /everyone/ }).tap();
    await page.getByRole('heading', { name: 'This is the start of #everyone' }).waitFor();
    expect(await fits()).toBe(true);
  });

  it('lets a long answer be read from its beginning, and offers the way to the end', async () => {
    await openAs('Elena', { viewport: { width: 1280, height: 480 } });
    await say('summary please');
    const heading = messages().getByText('Priya Raman · 1:1 of 18 November');
    await heading.waitFor();
    const { y = -1 } = (await heading.boundingBox()) ?? {};
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(300);
    await say('hello');
    await messages().getByText('Hello! Ask me about a procedure.').waitFor();
    await messages().hover();
    await page.mouse.wheel(0, -2_000);
    await messages().getByText('You and Threadcoach').scrollIntoViewIfNeeded();
    const direct = await demo.store.ensureDirect(personId('1'));
    await demo.store.insert(personId('1'), [
      {
        id: newId(),
        channelId: direct.id,
        text: 'Later',
        state: 'final',
        card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'One more thing' }] },
      },
    ]);
    await page.getByRole('button', { name: 'Newest messages' }).click();
    const { y: end = -1 } = (await messages().getByText('One more thing').boundingBox()) ?? {};
    expect(end).toBeGreaterThan(0);
    expect(end).toBeLessThan(400);
  });

  it.each(['light', 'dark'] as const)(
    'is readable in %s: words stand out from what is behind them (AA)',
    async (colorScheme) => {
      await openAs('Elena', { colorScheme });
      await say('summary please');
      await messages().getByText('Action items').waitFor();
      await say('shorter');
      await messages().getByText('Version 2', { exact: true }).waitFor();
      await say('show me the form');
      await messages().getByText('What did you notice?').waitFor();
      expect(await page.evaluate(lowContrast)).toEqual([]);
    },
  );

  it('holds still for those who asked for it', async () => {
    await openAs('Elena', { reducedMotion: 'reduce' });
    const release = demo.bot.hold();
    await say('How do I refund?');
    await messages().getByText('find the purchase').waitFor();
    expect(await page.evaluate(runningAnimations)).toBe(0);
    release();
  });
});
