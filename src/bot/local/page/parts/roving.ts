/**
 * Arrow keys inside a list: up and down move the focus between its `[data-row]` elements, Home and End go to the ends.
 * Put it on the list's `onKeyDown`; rows are focusable themselves.
 */
export function moveWithArrows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const wanted = { ArrowDown: focused + 1, ArrowUp: focused - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (wanted === undefined) return;
  // Inside a row's own controls arrows keep their meaning, e.g. in a date field or a menu.
  const row = rows[Math.min(Math.max(wanted, 0), rows.length - 1)];
  if (!row) return;
  event.preventDefault();
  row.focus();
  row.scrollIntoView({ block: 'nearest' });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="menu"]') !== null;
}
