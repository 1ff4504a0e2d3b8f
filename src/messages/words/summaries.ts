const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** What is said around versions, approvals and changes of several summaries; part of `words` in `en.ts`. */
export const summaryWords = {
  undo: 'Undo',
  redo: 'Redo',
  undoAll: 'Undo all',
  history: 'History',
  compare: 'Compare',
  showAll: 'Show all',
  showNewest: 'Show the newest',
  restore: (version: number) => `Restore version ${version}`,
  historyTitle: (name: string) => `${name}: history`,
  version: (version: number) => `Version ${version}`,
  causes: {
    draft: 'First draft, from the transcript',
    refine: (request: string) => `“${request}”`,
    undo: (version: number) => `Took back version ${version}`,
    redo: (version: number) => `Brought back version ${version}`,
    restore: (version: number) => `Restored version ${version}`,
  },
  someone: 'somebody who is no longer here',
  changes: ({
    changed,
    added,
    removed,
    moved,
  }: Readonly<Record<'changed' | 'added' | 'removed' | 'moved', number>>) =>
    [
      ...(changed > 0 ? [`${changed} changed`] : []),
      ...(added > 0 ? [`${added} added`] : []),
      ...(removed > 0 ? [`${removed} removed`] : []),
      ...(moved > 0 ? [`${moved} moved`] : []),
    ].join(', ') || 'nothing changed',
  earlier: (count: number) => `And ${plural(count, 'earlier version')}. **Compare** reaches further back.`,
  compared: (name: string, from: number, to: number) => `**${name}**: from version ${from} to version ${to}`,
  same: 'These two read the same.',
  onlyDraft: 'There is only the first draft so far, so there is nothing to compare.',
  formTitle: 'Compare versions',
  formFrom: 'From',
  formTo: 'To',
  formGo: 'Compare',
  sameVersions: 'Choose two different versions.',
  redone: (name: string) => `Brought the change of **${name}**’s summary back`,
  nothingToRedo: (name: string) =>
    `Nothing of **${name}**’s summary was undone just now, so there is nothing to redo.`,
  restored: (name: string, version: number) => `**${name}**’s summary reads as version ${version} again`,
  restoredAlready: (name: string, version: number) =>
    `**${name}**’s summary reads exactly like version ${version} already.`,
  staleTitle: (name: string, version: number) =>
    `**${name}**’s summary has moved on to version ${version}, so I changed nothing.`,
  staleNext: 'Look at the newest version, then tell me again what to change.',
  locked: (name: string) => `**${name}**’s summary is approved and locked, so I changed nothing.`,
  lockedNext:
    'Reopen it if it needs another change. Until it is approved again, its participant does not see it.',
  evidence: (section: string, text: string) => `**${section}**: ${text}`,
  restsOn: 'It rests on these words:',
  byCoach: 'No words of the transcript: a coach added it.',
  byCoachIn: (version: number, request: string) =>
    `No words of the transcript: it was added in version ${version}, for “${request}”.`,
  reworded: 'A coach has put it in other words since.',
  unchanged: 'The summary is unchanged.',
  reopen: 'Reopen',
  reopenTitle: 'Reopen this summary?',
  reopenText: (name: string) =>
    `It becomes a draft again, and ${name} can’t read it until you approve it once more.`,
  reopenPrompt: (name: string) =>
    `Shall I reopen **${name}**’s summary? It becomes a draft again until you approve it.`,
  reopened: (name: string) =>
    `**${name}**’s summary is open again. ${name} can’t read it now; I told nobody. Its tracked action items follow when you approve it again.`,
  openAlready: (name: string) => `**${name}**’s summary is open already.`,
  approvePrompt: (name: string) =>
    `Shall I approve **${name}**’s summary? One press, and it is locked and theirs to read.`,
  approvedAlready: (name: string) => `${name}’s summary is approved already.`,
  approve: 'Approve',
  share: (unedited: number, all: number) =>
    `${unedited} of ${plural(all, 'line')} stood as drafted (${Math.round((unedited / all) * 100)} %).`,
  forAll: {
    title: (count: number) =>
      `This would change ${plural(count, 'summary', 'summaries')}. Nothing is changed yet.`,
    nothing: 'That would change no summary, so there is nothing to apply.',
    apply: 'Apply',
    cancel: 'Cancel',
    more: (count: number) => `… and ${plural(count, 'more line')}`,
    approved: 'approved and locked',
    stale: 'changed by somebody since',
    unchanged: 'stays as it is',
    applied: (count: number) => `Changed ${plural(count, 'summary', 'summaries')}.`,
    undone: (count: number) => `Took the change back in ${plural(count, 'summary', 'summaries')}.`,
    skipped: 'Left as they are:',
    dismissed: 'Cancelled. I changed nothing.',
    ended: {
      open: '',
      applied: 'That is applied already.',
      dismissed: 'That was cancelled, so I changed nothing.',
    },
    notApplied: 'That was not applied, so there is nothing to take back.',
    footer: 'The coach, the coach’s line and admins can see these drafts.',
  },
} as const;

/** What is said about tracked action items; part of `words` in `en.ts`. */
export const actionWords = {
  ask: (text: string) => `Who takes this on, and by when? **${text}**`,
  known: (what: string) => `I know only ${what}.`,
  more: (count: number) => `${count} more after this one.`,
  set: 'Set owner and date',
  leave: 'Leave unassigned',
  formTitle: 'Owner and date',
  formPerson: 'Who takes it on?',
  formDate: 'By when?',
  formSave: 'Save',
  nobody: 'Nobody yet',
  noSuchDay: 'Write the day as 2026-11-27.',
  tracked: (title: string, owner: string | undefined, due: string | undefined) =>
    `Tracked: **${title}** (${owner ?? 'unassigned'}, ${due === undefined ? 'no date' : `due ${due}`}).`,
  allSet: 'All action items of this summary are tracked now.',
  trackedCount: (count: number) =>
    count === 1 ? '1 action item is tracked.' : `${count} action items are tracked.`,
  footer: 'The coach, the coach’s line and admins can see this. The owner finds it with /actions.',
  ownTitle: (count: number) =>
    count === 1 ? 'You have 1 open action item' : `You have ${count} open action items`,
  none: 'You have no open action items. They come from approved session summaries.',
  due: (day: string) => `due ${day}`,
  overdue: (day: string) => `overdue since ${day}`,
  noDate: 'no date',
  done: 'Done',
  next: 'Show more',
  ownFooter: 'Only you can see this list. The coach who approved an item sees it too.',
} as const;
