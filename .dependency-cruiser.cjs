/**
 * The rooms and who may import whom (docs/ARCHITECTURE.md). Type-only imports count.
 * A room may always import itself.
 */
const rooms = {
  shared: [],
  config: ['shared'],
  coaching: ['shared'],
  messages: ['shared', 'coaching'],
  charts: ['shared', 'messages'],
  turns: ['shared', 'coaching', 'messages', 'agent'],
  agent: ['shared', 'coaching', 'messages'],
  models: ['shared', 'coaching'],
  knowledge: ['shared', 'coaching'],
  data: ['shared', 'coaching', 'turns/ports', 'turns/turn'],
  'bot/slack': ['shared', 'coaching', 'messages', 'turns', 'files'],
  'bot/teams': ['shared', 'coaching', 'messages', 'turns', 'files'],
  'bot/local': ['shared', 'coaching', 'messages', 'turns', 'files'],
  workers: ['shared', 'coaching', 'messages', 'turns'],
  files: ['shared', 'coaching'],
  mail: ['shared', 'coaching'],
  embedded: ['shared'],
};
const escape = (room) => room.replace('/', '\\/');

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `room-${room.replace('/', '-')}`,
      severity: 'error',
      from: { path: `^src/${escape(room)}/`, pathNot: '/main\\.ts$' },
      to: { path: '^src/', pathNot: [room, ...allowed].map((name) => `^src/${escape(name)}[/.]`) },
    })),
    {
      name: 'coaching-is-pure',
      comment: 'Entities and verbs know no SDK, no SQL, no channel.',
      severity: 'error',
      from: { path: '^src/coaching/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional'],
        pathNot: 'node_modules/(zod|date-fns|@date-fns|csv-stringify)/',
      },
    },
    {
      name: 'environment-is-read-in-config',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(config|app|cli|bot/server|bot/main|workers/main)' },
      to: { path: '^src/config/' },
    },
    {
      name: 'teams-sdk-stays-in-its-adapter',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/bot/teams/' },
      to: { path: 'node_modules/(botbuilder|botframework-|@microsoft/teams-ai)' },
    },
    {
      name: 'slack-sdk-stays-in-its-adapter',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/bot/slack/' },
      to: { path: 'node_modules/@slack/' },
    },
    {
      name: 'charts-are-painted-in-their-room',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/charts/' },
      to: { path: 'node_modules/(echarts|@resvg|dejavu-fonts-ttf)/' },
    },
    {
      name: 'mail-sdk-stays-in-its-room',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/mail/' },
      to: { path: 'node_modules/nodemailer/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/(data/generated|bot/local/page)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
