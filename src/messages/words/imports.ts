import type { DateOrder, ImportStatus, ImportType } from '../../coaching/imports/import.ts';

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
const rows = (number: number): string => count(number, 'row');

const types: Readonly<Record<ImportType, string>> = {
  metrics: 'Daily figures',
  users: 'People',
  profiles: 'Profiles',
  history: 'Past coaching',
};
const statuses: Readonly<Record<ImportStatus, string>> = {
  waiting: 'waits for your yes',
  validating: 'about to begin',
  processing: 'at work',
  success: 'done',
  partial_success: 'done, with rows left out',
  failed: 'failed',
  cancelled: 'left',
  rolled_back: 'taken back',
};
const dateOrders: Readonly<Record<DateOrder, string>> = {
  iso: 'Year first, as 2026-04-03',
  'day-month-year': 'Day first, as 03/04/2026 for 3 April',
  'month-day-year': 'Month first, as 04/03/2026 for 3 April',
};

/** What the assistant says about files of figures, people, profiles and past coaching; a part of `en.ts`. */
export const importWords = {
  imports: {
    command: 'Bring in figures, people, profiles or past coaching from a file',
    helpLine:
      '**Import** – admins and leaders: send me a CSV or Excel file here, in our direct message. I show what it would do before anything is written, and you can take it back. Your imports: `/import`, in Slack `/threadcoach import`.',
    rows,
    types,
    statuses,
    dateOrders,
    reading: 'Reading the file…',
    summary: {
      preview: 'Your file is read. Have a look before it is imported.',
      progress: 'Your import is at work.',
      done: 'Your import is done.',
      failed: 'Your import did not work out.',
      left: 'Your import was left.',
      undone: 'Your import was taken back.',
      list: 'Imports',
    },
    labels: {
      type: 'It seems to hold',
      rows: 'Rows',
      dates: 'Days',
      outcome: 'It would do this',
      leftOut: 'Columns left out',
    },
    /** Whether the reading is certain or only the likelier one. */
    dateReading: (cell: string, day: string, certain: boolean): string =>
      `${cell} is read as ${day}${certain ? '' : ' (it could be read otherwise: please check)'}`,
    outcome: ({
      written,
      unchanged,
      failed,
    }: {
      written: number;
      unchanged: number;
      failed: number;
    }): string =>
      [
        `${rows(written)} new or changed`,
        `${unchanged.toLocaleString('en')} there already, just so`,
        `${failed.toLocaleString('en')} with faults`,
      ].join(' · '),
    tooManyToTry: 'too many rows to try out; each is checked when it is imported',
    columns: 'Columns',
    andMore: (number: number): string => `and ${number} more`,
    sample: 'First rows',
    line: (line: number): string => `Line ${line}`,
    faults: 'First faults',
    faultsHint: 'Rows with a fault are left out; afterwards you get them in a file of their own, to mend.',
    missing: (labels: string): string =>
      `I cannot import it yet: no column is chosen for **${labels}**. Press *Change columns* and say which one holds it.`,
    duplicate: (when: string): string =>
      `**The same file was imported on ${when}.** Importing it again changes nothing that is there just so.`,
    nothingNew: 'Everything in it is there already, just so: there is nothing to import.',
    noneGood: 'No row can be taken as it is. Mend the file, or choose other columns.',
    askWritten: 'Nothing is written yet.',
    buttons: {
      confirm: (number: number): string => `Import ${rows(number)}`,
      confirmAll: 'Import',
      columns: 'Change columns',
      columnsFrom: (first: number, last: number): string => `Columns ${first}–${last}`,
      kind: 'Change kind',
      leave: 'Leave it',
      errors: 'Rows left out',
      undo: 'Take it back',
      show: (name: string): string => `Show ${name}`,
    },
    confirm: {
      title: 'Import this file?',
      text: 'I write what the preview says. You can take it back as a whole as long as nothing newer depends on it.',
      ok: 'Import',
    },
    confirmUndo: {
      title: 'Take this import back?',
      text: 'What it added goes, and what it changed is as it was before.',
      ok: 'Take it back',
    },
    goesOn: 'It is at work. A message of its own tells how it goes.',
    starting: (name: string): string => `${name}: importing…`,
    progress: (name: string, done: number, all: number): string =>
      `${name}: importing… ${done.toLocaleString('en')} of ${rows(all)}`,
    done: (name: string, type: string): string => `Imported: ${name} (${type}).`,
    result: {
      written: 'New or changed',
      unchanged: 'There already, just so',
      failed: 'Left out',
      seconds: 'Took',
    },
    seconds: (seconds: number): string => count(seconds, 'second'),
    failed: (name: string, why: string): string => `${name} could not be imported. ${why}`,
    left: (name: string): string => `Not imported: ${name}. I’ve let the file go.`,
    undone: (name: string): string => `Taken back: ${name}. Everything is as it was before that import.`,
    waiting: (name: string): string => `${name} still waits for your yes.`,
    fileReady: (number: number): string =>
      `Here ${number === 1 ? 'is the row' : `are the ${number.toLocaleString('en')} rows`} that I left out, each with its reason. Mend the file and send it to me again.`,
    noFaults: 'No row was left out of this import.',
    explain:
      'Send me a **CSV or Excel file** here (up to 20 MB), and I show you what it would do before anything is written. It may hold daily figures, profiles, people or past coaching; the first row names the columns. Larger files: `npx threadcoach import` on the server.',
    explainLeader:
      'You may import figures and profiles of the people you lead; admins import people and past coaching too.',
    none: 'You have imported nothing yet.',
    recent: 'Recent imports',
    notYou: (admins: string): string =>
      `Files of figures and people are imported by admins, and by leaders for the people they lead. Ask ${admins === '' ? 'an admin' : admins}.`,
    tooLarge: (name: string): string =>
      `**${name}** is larger than the 20 MB that I take in chat. On the server it works: \`npx threadcoach import\` with the kind of data and the file. Or split the file.`,
    movedToDirect: 'That file goes between the two of us: I’ve put the preview in our direct message.',
    cannotReachDirect:
      'Files like that I handle in private, and I cannot write to you privately yet. Open a chat with me and send it there.',
    form: {
      columns: 'Columns',
      columnsIntro: 'Say what each column holds. Nothing is written yet.',
      kind: 'What it holds',
      dates: 'How days are written',
      leaveOut: '(leave this column out)',
      save: 'Show preview',
      twice: 'Another column holds this already.',
      kindLabel: 'What does the file hold?',
    },
  },
};
