import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { fitsScreen, lowContrast } from '../browser/local-page/in-page.mjs';
import { describeInBrowser, launchChromium } from '../support/chromium.ts';
import { startDemoSystem, type DemoSystem } from './support/demo-system.ts';

jest.setTimeout(90_000);

const vtt = join(import.meta.dirname, '../../demo/transcripts/coaching-priya-and-daniel.vtt');

describeInBrowser('the local page with everything behind it', () => {
  let demo: DemoSystem;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemoSystem(), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await demo.close();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  async function openAs(name: string, options: BrowserContextOptions = {}): Promise<void> {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(demo.address);
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).press('Enter');
    await messages().getByText(`Hello ${name}, good to see you.`).waitFor();
  }
  const composer = (): Locator => page.getByRole('textbox', { name: /Ask Threadcoach|Message #/ });
  const messages = (): Locator => page.getByRole('region', { name: /^Messages in #?[\w-]+$/ });
  const thread = (): Locator => page.getByRole('complementary', { name: 'Thread' });
  const reply = (): Locator => thread().getByRole('textbox', { name: 'Reply in this thread' });
  async function type(where: Locator, text: string): Promise<void> {
    await where.focus();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  const press = (button: Locator): Promise<void> => button.press('Enter');

  it('shows a picture of one’s own figures, with its numbers for who cannot see it', async () => {
    await openAs('Priya');
    await type(composer(), 'show my handle time for the last 90 days');
    const picture = messages().getByRole('img', { name: /^Average handle time, .*lowest \d+ s on / });
    await picture.waitFor();
    // Drawn, it has the form of the picture: two to one.
    const { width, height } = (await picture.boundingBox()) ?? { width: 0, height: 1 };
    expect(width).toBeGreaterThan(300);
    expect(width / height).toBeCloseTo(2, 1);
  });

  it('greets a newcomer, answers with the steps and their source, and keeps it all over a reload', async () => {
    await openAs('Priya');
    await press(messages().getByRole('button', { name: 'How do I refund without a receipt?' }));
    await messages().getByText('Search Rootstock for the purchase by phone number').first().waitFor();
    await messages().getByText('Sources').waitFor();
    await type(composer(), 'how long do I have to answer a complaint?');
    await messages().getByText('From Complaint').waitFor();
    await page.reload();
    await messages().getByText('Search Rootstock for the purchase by phone number').first().waitFor();
    await messages().getByText('From Complaint').waitFor();
    await page.locator(':focus').and(composer()).waitFor();
  });

  it('answers in a channel’s thread, and goes on there without a mention; others see it marked unread', async () => {
    await openAs('Samir');
    const samir = { context, page };
    await openAs('Daniel');
    await press(page.getByRole('button', { name: 'team-service' }));
    await type(composer(), '@Threadcoach what do I do with an abusive caller?');
    await thread().getByText('First warning').first().waitFor();
    await thread().getByText('Everyone in #team-service can see this.').waitFor();
    await type(reply(), 'What is the warning in chat?');
    await thread().getByText('copy the warning from template B2').first().waitFor();
    await press(samir.page.getByRole('button', { name: /team-service \d+ new message/ }));
    await samir.page.getByText('@Threadcoach what do I do with an abusive caller?').waitFor();
    await samir.page.getByRole('button', { name: 'team-service', exact: true }).waitFor();
    await samir.context.close();
  });

  it('turns a transcript into summaries that a coach refines, takes back and approves, with the keyboard alone', async () => {
    await openAs('Naomi');
    await page.locator('#conversation input[type="file"]').setInputFiles(vtt);
    await type(composer(), '1:1 with Priya and Daniel yesterday');
    await messages().getByText('Who spoke').waitFor();
    await thread().getByRole('button', { name: 'Refine' }).nth(1).waitFor();
    const heading = page.getByRole('heading', { name: 'Priya Raman' });
    const card = thread().getByRole('article').filter({ has: heading });
    await press(card.getByRole('button', { name: 'Show evidence' }).first());
    await card
      .getByText('“And my repeat calls dropped from eleven to six last week.” (Priya Raman, 01:23)')
      .waitFor();
    await press(card.getByRole('button', { name: 'Refine' }));
    await thread().getByText('What shall I change in Priya Raman’s summary?').waitFor();
    await type(reply(), 'drop the second win');
    const changed = thread()
      .getByRole('article')
      .filter({ hasText: 'Changed Priya Raman’s summary (now version 2)' });
    await changed.getByText('Repeat calls dropped from eleven to six last week.').waitFor();
    await press(changed.getByRole('button', { name: 'Undo' }));
    const undone = thread().getByRole('article').filter({ hasText: 'Took back the last change' });
    await undone.getByText('now version 3').waitFor();
    // The old button is of a version that is no more.
    await press(changed.getByRole('button', { name: 'Undo' }));
    await thread()
      .getByText(/version 3/)
      .last()
      .waitFor();
    await press(undone.getByRole('button', { name: /^Approve/ }));
    await undone.getByText('It is locked then, and Priya Raman can read it.').waitFor();
    await press(undone.getByRole('button', { name: 'Approve', exact: true }).last());
    await thread().getByText('summary is approved at version 3').waitFor();
    await messages().getByText('summary approved').waitFor();
    await page.reload();
    await messages().getByText('summary approved').waitFor();
    expect(await page.evaluate(lowContrast)).toEqual([]);
  });

  it('takes a note with completion, and takes it back', async () => {
    await openAs('Elena');
    await composer().pressSequentially('/no');
    await page.getByRole('option', { name: /^\/note @name/ }).waitFor();
    await page.keyboard.press('Tab');
    await composer().pressSequentially('@pri');
    await page.getByRole('option', { name: /Priya Raman/ }).waitFor();
    await page.keyboard.press('Enter');
    await type(composer(), 'let an upset caller finish, great empathy #quality');
    const note = messages().getByRole('article').filter({ hasText: 'Noted about Priya Raman' });
    await note.getByText('#quality').waitFor();
    await press(note.getByRole('button', { name: 'Undo' }));
    await messages().getByText('The note about Priya Raman is gone.').waitFor();
  });

  it('works on a phone', async () => {
    await openAs('Mei', { viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true });
    await type(composer(), 'how do I hand over at the end of my shift?');
    await messages().getByText('Sources').waitFor();
    expect(await page.evaluate(fitsScreen)).toBe(true);
  });
});
