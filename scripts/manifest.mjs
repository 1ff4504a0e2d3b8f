// `npm run manifest -- --app-id GUID --host bot.example.com`: the Teams app package, ready to upload.
// Fills in manifests/teams/manifest.json, checks it against the limits Teams has, and zips it with its icons.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { strToU8, zipSync } from 'fflate';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'manifests', 'teams');

const usage = `Usage: npm run manifest -- --app-id GUID --host HOST [options]
  --app-id     Microsoft app id of the bot (default: TEAMS_APP_ID)
  --host       public host name of this server, e.g. coach.example.com
  --developer  who offers the app (default: Threadcoach)
  --website    https address people may visit (default: https://HOST/)
  --privacy    https address of your privacy statement (default: the website)
  --terms      https address of your terms of use (default: the website)
  --out        file to write (default: manifests/threadcoach-teams.zip)
`;

function stop(problems) {
  process.stderr.write(`${problems.join('\n')}\n\n${usage}`);
  process.exit(2);
}

function readOptions() {
  const text = { type: 'string' };
  const options = {
    'app-id': text,
    host: text,
    developer: text,
    website: text,
    privacy: text,
    terms: text,
    out: text,
  };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return stop([error.message]);
  }
}

const given = readOptions();
const host = given.host ?? '';
const website = given.website ?? `https://${host}/`;
const values = {
  TEAMS_APP_ID: (given['app-id'] ?? process.env.TEAMS_APP_ID ?? '').toLowerCase(),
  HOST: host,
  DEVELOPER: given.developer ?? 'Threadcoach',
  WEBSITE_URL: website,
  PRIVACY_URL: given.privacy ?? website,
  TERMS_URL: given.terms ?? website,
};

const problems = [];
const need = (holds, problem) => {
  if (!holds) problems.push(problem);
};
const isHttps = (address) => URL.canParse(address) && new URL(address).protocol === 'https:';
need(
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(values.TEAMS_APP_ID),
  values.TEAMS_APP_ID === ''
    ? 'The app id is missing (--app-id or TEAMS_APP_ID).'
    : `${values.TEAMS_APP_ID} is not an app id (a GUID).`,
);
need(
  /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i.test(host),
  host === '' ? 'The host is missing (--host).' : `${host} is not a host name such as coach.example.com.`,
);
need(values.DEVELOPER.length > 0 && values.DEVELOPER.length <= 32, 'The developer has 1 to 32 characters.');
if (host !== '')
  for (const name of ['WEBSITE_URL', 'PRIVACY_URL', 'TERMS_URL'])
    need(isHttps(values[name]), `${values[name]} is not an https address.`);
if (problems.length > 0) stop(problems);

/** Placed by replacing strings after parsing, so that no value can break the JSON. */
function fill(node) {
  if (typeof node === 'string')
    return node.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name) => {
      need(name in values, `manifest.json holds ${placeholder}, which has no value.`);
      return values[name] ?? placeholder;
    });
  if (Array.isArray(node)) return node.map(fill);
  if (node !== null && typeof node === 'object')
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fill(value)]));
  return node;
}

/** https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema */
function check(manifest) {
  const atMost = (text, max, what) =>
    need(text.length > 0 && text.length <= max, `${what} has 1 to ${max} characters.`);
  atMost(manifest.name.short, 30, 'name.short');
  atMost(manifest.name.full, 100, 'name.full');
  atMost(manifest.description.short, 80, 'description.short');
  atMost(manifest.description.full, 4000, 'description.full');
  need(/^#[\da-f]{6}$/i.test(manifest.accentColor), 'accentColor is #RRGGBB.');
  need(/^\d+\.\d+\.\d+$/.test(manifest.version), 'version is a semantic version.');
  for (const list of manifest.bots.flatMap((bot) => bot.commandLists)) {
    need(list.commands.length <= 10, 'A command list has at most 10 commands.');
    for (const command of list.commands) {
      atMost(command.title, 32, `The title of "${command.title}"`);
      atMost(command.description, 128, `The description of "${command.title}"`);
    }
  }
}

/** Teams refuses icons of any other size. */
function readIcon(name, size) {
  const bytes = readFileSync(join(source, name));
  const isPng = bytes.subarray(1, 4).toString('ascii') === 'PNG';
  need(
    isPng && bytes.readUInt32BE(16) === size && bytes.readUInt32BE(20) === size,
    `${name} is a PNG of ${size} × ${size}.`,
  );
  return bytes;
}

const manifest = fill(JSON.parse(readFileSync(join(source, 'manifest.json'), 'utf8')));
check(manifest);
const icons = {
  [manifest.icons.color]: readIcon(manifest.icons.color, 192),
  [manifest.icons.outline]: readIcon(manifest.icons.outline, 32),
};
if (problems.length > 0) stop(problems);

const out = given.out ?? join(root, 'manifests', 'threadcoach-teams.zip');
mkdirSync(dirname(out), { recursive: true });
// A fixed date: the same input gives the same bytes.
const mtime = '2026-01-01T00:00:00Z';
writeFileSync(
  out,
  zipSync(
    { 'manifest.json': strToU8(`${JSON.stringify(manifest, undefined, 2)}\n`), ...icons },
    { mtime, level: 9 },
  ),
);
process.stdout.write(
  `${relative(process.cwd(), out)} is ready. Upload it in the Teams admin centre; manifests/teams/README.md says how.\n`,
);
