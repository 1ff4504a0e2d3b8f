// The world that Microsoft's Agents Playground shows: our demo organisation as a Teams tenant.

/** The tenant of the Playground; the demo organisation's Teams installation is bound to it. */
export const playgroundTenantId = '5f6e1c1a-0000-4000-8000-00000000de30';

export const playgroundBot = { id: '28:threadcoach-demo', name: 'Threadcoach' };
export const playgroundChats = {
  personal: 'a:threadcoach-personal',
  group: '19:leaders@thread.v2',
  team: '19:contact-centre@thread.tacv2',
};

/** Teams' ids look like this, and are not the address: the person is recognised by the address the Playground reports. */
const userIdOf = (person) => `29:${person.email.split('@')[0]}`;

/**
 * The content of `.m365agentsplayground.yml` (JSON is YAML). At least five people besides the one who types are needed.
 *
 * @param {{ name: string, people: { email: string, name: string }[], channels: { name: string }[] }} organization
 * @param {string} asEmail who types in the Playground
 */
export function playgroundConfig(organization, asEmail) {
  const current = organization.people.find((person) => person.email === asEmail);
  if (current === undefined) throw new Error(`Nobody in the demo organisation has the address ${asEmail}.`);
  const others = organization.people.filter((person) => person !== current);
  return {
    version: '0.1.1',
    tenantId: playgroundTenantId,
    bot: playgroundBot,
    currentUser: toUser(current, organization.people.indexOf(current)),
    users: others.map((person) => toUser(person, organization.people.indexOf(person))),
    personalChat: { id: playgroundChats.personal },
    groupChat: { id: playgroundChats.group, name: 'Leaders' },
    team: {
      id: playgroundChats.team,
      name: organization.name,
      aadGroupId: '5f6e1c1a-0000-4000-8000-00000000a000',
      channels: organization.channels.map((channel) => ({
        id: `19:${channel.name}@thread.tacv2`,
        name: channel.name,
      })),
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
