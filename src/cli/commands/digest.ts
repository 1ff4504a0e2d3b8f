import type { Command } from 'commander';
import { previewDigest } from '../../coaching/digests/preview-digest.ts';
import { digestView, noDigestView } from '../../messages/views/digest.ts';
import { withCore } from '../context.ts';
import { toPlainText } from '../plain-text.ts';

/** What a leader would get; reading it is recorded under their name. */
export function addDigestCommands(program: Command): void {
  program
    .command('digest')
    .description('What leaders, managers and admins get about those they lead')
    .command('preview')
    .description('Scores and trend, who needs attention and why, what is due, whom to praise')
    .requiredOption('--for <email>', 'whose digest: address of a person of the organisation (audited)')
    .option('--team <email>', 'of this leader below them alone')
    .action(({ for: email, team }: { for: string; team?: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(email);
        const leader = team === undefined ? undefined : await actorOf(team);
        const { organizationId, id: actorId } = actor;
        await core.audit.record({ organizationId, actorId, action: 'digest.preview', surface: 'cli' });
        const digest = await previewDigest(core, actor, {
          ...(leader === undefined ? {} : { leaderId: leader.id }),
          withPlans: true,
        });
        output.result(digest ?? null, () =>
          toPlainText(digest === undefined ? noDigestView() : digestView(digest, actor)),
        );
      }),
    );
}
