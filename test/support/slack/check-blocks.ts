import { list, str as text } from './json.ts';
import type { Json } from './types.ts';

/**
 * Slack's published limits, written down a second time on purpose: the adapter's own constants must not be able to
 * vouch for themselves. https://docs.slack.dev/reference/block-kit
 */
const textOf = (value: unknown): string => text((value as Json | undefined)?.text);
const longer = (value: string, max: number): boolean => value.length > max;

export function refusalOfMessage(blocks: readonly Json[], fallback: string): string | undefined {
  if (blocks.length > 50) return 'invalid_blocks';
  if (blocks.some(isBadBlock)) return 'invalid_blocks';
  const markdown = blocks.filter(({ type }) => type === 'markdown');
  if (markdown.reduce((sum, block) => sum + text(block.text).length, 0) > 12_000) return 'msg_too_long';
  if (charactersIn(blocks) > 13_200) return 'msg_blocks_too_long';
  if (longer(fallback, 40_000)) return 'msg_too_long';
  return undefined;
}

export function refusalOfView(view: Json): string | undefined {
  const blocks = list(view.blocks);
  const bad =
    longer(textOf(view.title), 24) ||
    longer(textOf(view.submit), 24) ||
    longer(text(view.private_metadata), 3_000) ||
    blocks.length > 100 ||
    blocks.some(isBadBlock);
  return bad ? 'invalid_arguments' : undefined;
}

/** What counts towards the undocumented cap on a whole message. */
function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + charactersIn(item), 0);
}

function isBadBlock(block: Json): boolean {
  switch (block.type) {
    case 'section':
      return longer(textOf(block.text), 3_000) || list(block.fields).length > 10;
    case 'header':
      return longer(textOf(block.text), 150) || textOf(block.text) === '';
    case 'markdown':
      return longer(text(block.text), 12_000) || text(block.text) === '';
    case 'context':
      return (
        list(block.elements).length > 10 || list(block.elements).some((one) => longer(text(one.text), 3_000))
      );
    case 'actions': {
      const elements = list(block.elements);
      const ids = new Set(elements.map(({ action_id }) => action_id));
      return elements.length > 25 || ids.size !== elements.length || elements.some(isBadButton);
    }
    case 'rich_text':
      return hasEmptyText(block.elements);
    case 'input':
      return longer(textOf(block.label), 2_000) || isBadInput(block.element as Json);
    case 'image':
      // Ours are files that Slack holds, and say what is in them.
      return (
        !/^F[A-Z0-9]{8,}$/.test(text((block.slack_file as Json | undefined)?.id)) ||
        text(block.alt_text) === '' ||
        longer(text(block.alt_text), 2_000)
      );
    case 'divider':
      return false;
    default:
      return true;
  }
}

function isBadMenu(menu: Json): boolean {
  const options = list(menu.options);
  return (
    options.length < 1 ||
    options.length > 5 ||
    options.some((option) => longer(textOf(option.text), 75) || longer(text(option.value), 150))
  );
}

function isBadButton(button: Json): boolean {
  if (button.type === 'overflow') return isBadMenu(button);
  const confirm = button.confirm as Json | undefined;
  return (
    longer(textOf(button.text), 75) ||
    longer(text(button.value), 2_000) ||
    longer(text(button.action_id), 255) ||
    longer(textOf(confirm?.title), 100) ||
    longer(textOf(confirm?.text), 300) ||
    longer(textOf(confirm?.confirm), 30)
  );
}

function isBadInput(element: Json): boolean {
  const options = list(element.options);
  return (
    Number(element.max_length ?? 0) > 3_000 ||
    longer(textOf(element.placeholder), 150) ||
    options.length > 100 ||
    (element.type === 'static_select' && options.length === 0) ||
    options.some((option) => longer(textOf(option.text), 75) || longer(text(option.value), 150))
  );
}

function hasEmptyText(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasEmptyText);
  if (typeof value !== 'object' || value === null) return false;
  const node = value as Json;
  return (node.type === 'text' && text(node.text) === '') || hasEmptyText(node.elements);
}
