import { Command } from 'commander';
import { addActionCommands } from './commands/action.ts';
import { addAsk } from './commands/ask.ts';
import { addClientCommands } from './commands/client.ts';
import { addContactCommands } from './commands/contact.ts';
import { addConnectCommands } from './commands/connect.ts';
import { addDigestCommands } from './commands/digest.ts';
import { addDoctor } from './commands/doctor.ts';
import { addFollowUpCommands } from './commands/follow-up.ts';
import { addImportCommands } from './commands/import.ts';
import { addInsight } from './commands/insight.ts';
import { addGoalCommands } from './commands/goal.ts';
import { addKnowledge } from './commands/knowledge.ts';
import { addMeCommands } from './commands/me.ts';
import { addMeetingCommands } from './commands/meetings.ts';
import { addMetricCommands } from './commands/metric.ts';
import { addMigrate } from './commands/migrate.ts';
import { addNoteCommands } from './commands/note.ts';
import { addOrg } from './commands/org.ts';
import { addPeople } from './commands/people.ts';
import { addPlanCommands } from './commands/plan.ts';
import { addPromptCommands } from './commands/prompt.ts';
import { addErasures, addRetention } from './commands/privacy.ts';
import { addProfileCommands } from './commands/profile.ts';
import { addRecords } from './commands/records.ts';
import { addSessionCommands } from './commands/session.ts';
import { addSummaryCommands } from './commands/summary.ts';
import { addTemplateCommands } from './commands/template.ts';
import { addVoiceCommands } from './commands/voice.ts';

const program = new Command('threadcoach')
  .description(
    'A coaching assistant inside Slack and Microsoft Teams. Without configuration it works on a demo organisation.',
  )
  .option('--json', 'print one JSON document on stdout')
  .option('--organization <id>', 'which organisation, where there are several')
  .showHelpAfterError('(add --help for what is possible)')
  // Wrong usage is 2, help is 0; commands set 1 when they fail.
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

addAsk(program);
addPeople(program);
addKnowledge(program);
addSessionCommands(program);
addSummaryCommands(program);
addClientCommands(program);
addTemplateCommands(program);
addVoiceCommands(program);
addFollowUpCommands(program);
addPlanCommands(program);
addPromptCommands(program);
addGoalCommands(program);
addActionCommands(program);
addNoteCommands(program);
addProfileCommands(program);
addConnectCommands(program);
addRecords(program);
addMeCommands(program);
addMeetingCommands(program);
addMetricCommands(program);
addErasures(program);
addRetention(program);
addContactCommands(program);
addImportCommands(program);
addInsight(program);
addDigestCommands(program);
addMigrate(program);
addOrg(program);
addDoctor(program);

await program.parseAsync();
