import type { Command } from 'commander';
import type { AgentOutcome } from '../../agent/agent.ts';
import type { Core } from '../../app/open-core.ts';
import { findHelp } from '../../coaching/care/find-help.ts';
import { readDistress } from '../../coaching/care/read-distress.ts';
import { shownDocumentName } from '../../coaching/knowledge/entries/entry-document.ts';
import { quotePlace } from '../../coaching/knowledge/quote-place.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { distressView } from '../../messages/views/care.ts';
import { newId, newReferenceId } from '../../shared/ids.ts';
import { words } from '../../messages/words/en.ts';
import { withCore } from '../context.ts';
import { toPlainText } from '../plain-text.ts';
import { asHelp } from './options.ts';

/** Here too words of crisis go to no model. */
async function helpFor(core: Core, actor: Actor, text: string): Promise<AgentOutcome | undefined> {
  const level = readDistress(text);
  if (level === undefined || level === 'strained') return undefined;
  const help = await findHelp(core, actor, ['crisis', 'emergency']);
  return { kind: 'handled', views: [distressView(level, help, actor)] };
}

export function addAsk(program: Command): void {
  program
    .command('ask')
    .description('Ask the knowledge base, as a person would in a direct message')
    .argument('<text>', 'the question')
    .requiredOption('--as <email>', asHelp)
    .action((text: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, organizationId, actorOf }) => {
        const actor = await actorOf(as);
        const referenceId = newReferenceId();
        const organization = await core.organizations.find(organizationId);
        output.progress(words.progress.reading);
        const help = await helpFor(core, actor, text);
        const outcome =
          help ??
          (await core.agent.answer({
            turnId: newId(),
            actor,
            audience: { kind: 'direct', actor },
            question: text,
            history: [],
            // Outside the demo, whoever runs the command line can say any --as.
            spokenFor: organization?.isDemo !== true,
            requireOffline: organization?.requireOffline ?? false,
            signal: AbortSignal.timeout(60_000),
          }));
        const grounded = outcome.kind === 'answer';
        const answer = grounded
          ? outcome.text
          : outcome.kind === 'handled'
            ? (outcome.text ?? outcome.views.map(toPlainText).join('\n\n'))
            : words.notFound(true);
        const citations = grounded ? outcome.citations : [];
        await core.audit.record({ organizationId, actorId: actor.id, action: 'ask', surface: 'cli' });
        output.result(
          {
            answer,
            citations: citations.map(({ document, title, version, section, quote, start, end }) => ({
              document: shownDocumentName({ name: document, title }),
              version,
              section,
              quote,
              start,
              end,
            })),
            grounded,
            referenceId,
          },
          () =>
            [
              answer,
              ...citations.map(
                ({ number, title, version, section, quote }) =>
                  `\n[${number}] ${title}, version ${version} › ${[section, quotePlace(quote)?.text ?? ''].filter(Boolean).join(' › ')}\n    “${quote}”`,
              ),
            ].join('\n'),
        );
      }),
    );
}
