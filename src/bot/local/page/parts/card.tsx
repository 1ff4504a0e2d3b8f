import { AdaptiveCard, SubmitAction } from 'adaptivecards';
import type { Action } from 'adaptivecards';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { WireMessage } from '../../wire.ts';
import { useWorkspace } from '../context.ts';
import { hostConfig } from './host-config.ts';
import { renderMarkdown } from './rich-text.tsx';

/** A bullet or a sign of change, or what stands under one (block-elements.ts). */
const hangs = /^(?:[•+−] |\u00A0{3}(?!\u00A0))/;

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = renderMarkdown(text);
  result.didProcess = true;
};

/** A card as Microsoft's own library draws it, from the JSON that Teams gets. */
export function Card({ message }: { message: WireMessage }): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const workspace = useWorkspace();
  const current = useRef({ message, workspace });
  current.current = { message, workspace };
  const json = JSON.stringify(message.card);

  // Drawn again only when the card itself has changed: what was unfolded or typed stays.
  useLayoutEffect(() => {
    const card = new AdaptiveCard();
    card.hostConfig = hostConfig;
    card.onExecuteAction = (action) => {
      if (action instanceof SubmitAction && host.current) void submit(host.current, action, current.current);
    };
    card.parse(JSON.parse(json));
    const drawn = card.render();
    // The message around it is the stop for the keyboard; a card is no second one.
    drawn?.removeAttribute('tabindex');
    for (const line of drawn?.querySelectorAll('.ac-richTextBlock') ?? []) {
      // A card knows no hanging indent; a list reads better with one.
      line.classList.toggle('hanging', hangs.test(line.textContent));
    }
    host.current?.replaceChildren(...(drawn ? [drawn] : []));
  }, [json]);

  return <div class="card" ref={host} />;
}

/** While a button is at work the card's buttons wait, so that a double click is one press. */
async function submit(
  host: HTMLElement,
  action: Action & SubmitAction,
  { message, workspace }: { message: WireMessage; workspace: ReturnType<typeof useWorkspace> },
): Promise<void> {
  if (host.hasAttribute('aria-busy')) return;
  host.setAttribute('aria-busy', 'true');
  try {
    const data = stringsOf(action.data);
    const { form, context, action: verb, value, opensForm, ...values } = data;
    if (form !== undefined) {
      await workspace.submitCard(message, { form, context: context ?? '', values });
    } else if (verb !== undefined) {
      await workspace.press(message, {
        action: verb,
        value: value ?? '',
        ...(opensForm === undefined ? {} : { opensForm }),
      });
    }
  } finally {
    host.removeAttribute('aria-busy');
  }
}

/** Inputs and the button's own data come in one object; everything of ours in it is text. */
function stringsOf(data: unknown): Record<string, string> {
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
