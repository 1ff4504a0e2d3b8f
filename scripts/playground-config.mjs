// The world that Microsoft's Agents Playground shows: our demo organisation as a Teams tenant.

export const playgroundBot = { id: '28:threadcoach-demo', name: 'Threadcoach' };
export const playgroundChats = {
  personal: 'a:threadcoach-personal',
  group: '19:leaders@thread.v2',
  team: '19:contact-centre@thread.tacv2',
};

/** The tenant that the demo organisation's Teams installation is bound to. */
function tenantOf(organization) {
  const installation = organization.installations.find(({ platform }) => platform === 'teams');
  if (installation === undefined) throw new Error('demo/organization.json binds no Teams tenant.');
  return installation.externalId;
}

/** Teams' ids look like this, and are not the address: the person is recognised by the address the Playground reports. */
const userIdOf = (person) => `29:${person.email.split('@')[0]}`;

/** The Playground takes exactly this many people besides the one who types. */
const othersCount = 5;

/** The people that somebody works with first: their own team, then those above, then everybody. */
function companionsOf(current, people) {
  const nearness = (person) => {
    if (person.teamLeader === current.email) return 0;
    if (person.teamLeader && person.teamLeader === current.teamLeader) return 1;
    return person.email === current.teamLeader || person.email === current.manager ? 2 : 3;
  };
  return people
    .filter((person) => person !== current)
    .sort((a, b) => nearness(a) - nearness(b))
    .slice(0, othersCount);
}

/**
 * The content of `.m365agentsplayground.yml` (JSON is YAML).
 *
 * @param organization the parsed demo/organization.json
 * @param {string} asEmail who types in the Playground
 */
export function playgroundConfig(organization, asEmail) {
  const current = organization.people.find((person) => person.email === asEmail);
  if (current === undefined) throw new Error(`Nobody in the demo organisation has the address ${asEmail}.`);
  const others = companionsOf(current, organization.people);
  return {
    version: '0.1.1',
    tenantId: tenantOf(organization),
    bot: playgroundBot,
    currentUser: toUser(current, organization.people.indexOf(current)),
    users: others.map((person) => toUser(person, organization.people.indexOf(person))),
    personalChat: { id: playgroundChats.personal },
    groupChat: { id: playgroundChats.group, name: 'Leaders' },
    team: {
      id: playgroundChats.team,
      name: organization.name,
      aadGroupId: '5f6e1c1a-0000-4000-8000-00000000a000',
      // Besides "General" it takes exactly one.
      channels: organization.channels
        .slice(0, 1)
        .map((channel) => ({ id: `19:${channel.name}@thread.tacv2`, name: channel.name })),
    },
  };
}

function toUser(person, index) {
  const [givenName = person.name, ...rest] = person.name.split(' ');
  return {
    id: userIdOf(person),
    name: person.name,
    // The Playground's own spelling.
    userPrincipleName: person.email,
    aadObjectId: `5f6e1c1a-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
    givenName,
    surname: rest.join(' ') || givenName,
    email: person.email,
  };
}
