import { readFileSync } from 'node:fs';
import { parseEvent } from '../../../../src/bot/slack/parse-event.ts';
import { envelope } from '../../../support/slack/payloads.ts';

interface Manifest {
  display_information: { description: string; long_description: string };
  features: {
    agent_view: { agent_description: string; suggested_prompts: unknown[] };
    slash_commands: { command: string; url: string; should_escape: boolean }[];
    shortcuts: { name: string; type: string; callback_id: string; description: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { request_url: string; bot_events: string[] };
    interactivity: { request_url: string; message_menu_options_url: string };
  };
}

const folder = new URL('../../../../manifests/slack/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Manifest;
const readme = readFileSync(new URL('README.md', folder), 'utf8');

describe("the Slack app's manifest", () => {
  it('sends everything to the one address that the server has', () => {
    const { event_subscriptions, interactivity } = manifest.settings;
    const urls = [
      event_subscriptions.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
      ...manifest.features.slash_commands.map(({ url }) => url),
    ];
    expect(new Set(urls)).toEqual(new Set(['https://YOUR-HOST/slack/events']));
  });

  it('lets commands say who is meant', () => {
    expect(manifest.features.slash_commands).toMatchObject([
      { command: '/note', should_escape: true },
      { command: '/prep', should_escape: true },
      { command: '/threadcoach', should_escape: true },
    ]);
  });

  it('offers no shortcut that the parser does not know', () => {
    for (const { name, type, callback_id, description } of manifest.features.shortcuts) {
      const message = { ts: '1795155000.000100', text: 'Sorted', user: 'U0PRIYA' };
      const parsed = parseEvent(
        {
          type: 'message_action',
          callback_id,
          trigger_id: 't',
          team: { id: 'T1' },
          user: { id: 'U1' },
          channel: { id: 'C1', name: 'north' },
          message,
        },
        { receivedAt: new Date(0) },
      );
      expect([type, parsed.kind]).toEqual(['message', 'query']);
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  it('subscribes to no event that the parser does not know', () => {
    for (const name of manifest.settings.event_subscriptions.bot_events) {
      const type = name.startsWith('message.') ? 'message' : name;
      const parsed = parseEvent(envelope({ type }), { receivedAt: new Date(0) });
      expect(parsed).not.toMatchObject({ reason: `event ${type}` });
    }
  });

  it('explains each scope and each event', () => {
    for (const scope of manifest.oauth_config.scopes.bot) expect(readme).toContain(`\`${scope}\``);
    for (const event of ['app_mention', 'member_joined_channel', 'app_home_opened']) {
      expect(readme).toContain(`\`${event}\``);
    }
  });

  it('keeps within what Slack takes', () => {
    const { display_information, features } = manifest;
    expect(display_information.description.length).toBeLessThanOrEqual(140);
    expect(display_information.long_description.length).toBeGreaterThanOrEqual(174);
    expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
    expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
  });
});
