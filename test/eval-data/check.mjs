// Checks that the evaluation set and the demo organisation belong together: every expected quote stands in its
// document, every person exists, every piece of evidence stands in the transcript. Run: node test/eval-data/check.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const roles = ['ADMIN', 'MANAGER', 'TEAM_LEADER', 'COACH', 'AGENT'];
const jobFamilies = ['CSR', 'SALES_REP', 'OTHER'];
const types = ['sop', 'methodology', 'training', 'reference', 'policy'];
const accesses = ['all', 'csr', 'sales_rep', 'team_leader', 'manager', 'admin'];
const sections = ['wins', 'challenges', 'actions', 'recommendations'];
const stages = ['look_back', 'topic', 'situation', 'strength', 'options', 'step', 'confidence'];
const everyTalk = stages.slice(1);
const starStrengths = ['thinking', 'planning', 'acting', 'feeling', 'imagination'];
const day = /^\d{4}-\d{2}-\d{2}$/;

const readText = (path) => readFileSync(join(repository, path), 'utf8');
const readJson = (path) => JSON.parse(readText(path));
const readLines = (path) =>
  readText(path)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

/** Everything the checks look at; read once, so that a test can also look at it. */
export function loadEvalData() {
  const index = readJson('demo/knowledge/index.json');
  const vtt = readText('demo/transcripts/coaching-priya-and-daniel.vtt');
  return {
    organization: readJson('demo/organization.json'),
    documents: index.map((entry) => ({
      ...entry,
      name: entry.file.replace(/\.md$/, ''),
      text: readText(`demo/knowledge/${entry.file}`),
    })),
    knowledgeFiles: readdirSync(join(repository, 'demo/knowledge')).filter((file) => file.endsWith('.md')),
    cues: parseCues(vtt),
    workshop: parseTurns(readText('demo/transcripts/workshop-difficult-calls.txt')),
    answers: readLines('test/eval-data/answers.jsonl'),
    refinements: readLines('test/eval-data/refinements.jsonl'),
    coaching: readLines('test/eval-data/coaching.jsonl'),
    summary: readJson('test/eval-data/summary.json'),
  };
}

/** Only the WebVTT that our own file uses; deliberately not the product's parser, so that one can check the other. */
function parseCues(vtt) {
  return vtt
    .split('\n\n')
    .filter((block) => block.includes(' --> '))
    .map((block) => {
      const [timing, ...rest] = block.trim().split('\n');
      const [start, end] = timing.split(' --> ').map(toMs);
      const voice = /^<v ([^>]+)>([^]*)<\/v>$/.exec(rest.join('\n'));
      return { startMs: start, endMs: end, speaker: voice?.[1] ?? '', text: voice?.[2] ?? '' };
    });
}

function toMs(time) {
  const [hours, minutes, seconds] = time.split(':').map(Number);
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}

function parseTurns(text) {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const turn = /^([^:]+): (.+)$/.exec(line);
      return { speaker: turn?.[1] ?? '', text: turn?.[2] ?? '' };
    });
}

function duplicates(values) {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function* organizationFaults({ organization }) {
  const { people, channels } = organization;
  const emails = new Set(people.map(({ email }) => email));
  for (const key of ['email', 'employeeId', 'name', 'phone']) {
    for (const value of duplicates(people.map((person) => person[key]))) yield `${key} ${value} stands twice`;
  }
  for (const person of people) {
    if (!person.email.endsWith('.example')) yield `${person.email} is not a .example address`;
    if (!roles.includes(person.role)) yield `${person.email}: unknown role`;
    if (!jobFamilies.includes(person.jobFamily)) yield `${person.email}: unknown job family`;
    if (!day.test(person.hireDate)) yield `${person.email}: hire date is not a day`;
    for (const above of [person.teamLeader, person.manager]) {
      if (above !== null && !emails.has(above)) yield `${person.email}: ${above} does not exist`;
    }
  }
  for (const role of roles) if (!people.some((person) => person.role === role)) yield `nobody is ${role}`;
  for (const channel of channels) {
    for (const member of channel.members) if (!emails.has(member)) yield `#${channel.name}: no ${member}`;
    for (const member of duplicates(channel.members)) yield `#${channel.name}: ${member} stands twice`;
  }
}

function* knowledgeFaults({ documents, knowledgeFiles }) {
  for (const file of knowledgeFiles) {
    if (!documents.some((document) => document.file === file)) yield `${file} is not in index.json`;
  }
  for (const document of documents) {
    if (!types.includes(document.type)) yield `${document.file}: unknown type`;
    if (!accesses.includes(document.access)) yield `${document.file}: unknown access`;
    if (!/^# \S/.test(document.text)) yield `${document.file} does not begin with a title`;
  }
}

function* answerFaults({ answers, documents, organization }) {
  const emails = new Set(organization.people.map(({ email }) => email));
  for (const id of duplicates(answers.map((item) => item.id))) yield `answer ${id} stands twice`;
  for (const { id, as, question, expect, reason, standsIn } of answers) {
    if (!emails.has(as)) yield `${id}: ${as} does not exist`;
    if (question.trim() === '') yield `${id}: empty question`;
    if (expect.declined === true) {
      if ((reason === 'access') !== documents.some(({ name }) => name === standsIn)) {
        yield `${id}: a question declined for access must name the document that holds the answer`;
      }
      continue;
    }
    const document = documents.find(({ name }) => name === expect.document);
    if (document === undefined) yield `${id}: no document ${expect.document}`;
    else if (!document.text.includes(expect.mustQuote)) yield `${id}: quote is not in ${expect.document}`;
    for (const other of documents) {
      if (other !== document && other.text.includes(expect.mustQuote))
        yield `${id}: quote also in ${other.name}`;
    }
    if (expect.mustQuote.length < 20 || expect.mustQuote.length > 120) yield `${id}: quote length`;
  }
}

function* transcriptFaults({ cues, workshop, organization }) {
  const names = new Set(organization.people.map(({ name }) => name));
  for (const [index, { speaker, text }] of [...cues, ...workshop].entries()) {
    if (!names.has(speaker) || text === '') yield `transcript line ${index}: no such speaker or no text`;
  }
  for (const [index, cue] of cues.entries()) {
    const before = cues[index - 1];
    if (cue.endMs <= cue.startMs || (before && cue.startMs < before.endMs))
      yield `cue ${index}: times overlap`;
  }
}

function* summaryFaults({ summary, cues }) {
  for (const id of duplicates(summary.lines.map((line) => line.id))) yield `summary line ${id} stands twice`;
  for (const line of summary.lines) {
    if (!sections.includes(line.section)) yield `${line.id}: unknown section`;
    if (line.evidence.length === 0) yield `${line.id}: no evidence`;
    for (const { segment, speaker, startMs, quote } of line.evidence) {
      const cue = cues[segment];
      if (cue?.speaker !== speaker || cue.startMs !== startMs || !cue.text.includes(quote)) {
        yield `${line.id}: evidence is not what cue ${segment} says`;
      }
    }
  }
}

function* refinementFaults({ refinements, summary }) {
  const ids = new Set(summary.lines.map((line) => line.id));
  for (const id of duplicates(refinements.map((item) => item.id))) yield `refinement ${id} stands twice`;
  for (const { id, instruction, sessionDate, today, expect } of refinements) {
    if (instruction.trim() === '' || !day.test(sessionDate) || !day.test(today)) yield `${id}: incomplete`;
    if (expect.ask !== true && expect.unchanged !== 'rest') yield `${id}: says nothing about the other lines`;
    const named = [
      ...['removed', 'changed', 'shorter', 'mayChange'].flatMap((key) => expect[key] ?? []),
      ...['textIncludes', 'owner', 'due'].flatMap((key) => Object.keys(expect[key] ?? {})),
      ...Object.values(expect.order ?? {}).flat(),
    ];
    for (const lineId of named) if (!ids.has(lineId)) yield `${id}: no line ${lineId}`;
  }
}

function* coachingFaults({ coaching, organization }) {
  const emails = new Set(organization.people.map(({ email }) => email));
  for (const id of duplicates(coaching.map((item) => item.id))) yield `conversation ${id} stands twice`;
  for (const { id, as, about, person, opening, replies, expect } of coaching) {
    if (!emails.has(as)) yield `${id}: ${as} does not exist`;
    if (about.trim() === '' || opening.trim() === '') yield `${id}: incomplete`;
    const needed = person?.lastStep === undefined ? everyTalk : stages;
    for (const stage of needed) if (!replies[stage]?.length) yield `${id}: nothing is said at ${stage}`;
    for (const stage of Object.keys(replies)) if (!stages.includes(stage)) yield `${id}: no stage ${stage}`;
    for (const { name } of person?.strengths ?? [])
      if (!starStrengths.includes(name)) yield `${id}: no strength ${name}`;
    if (!/(?:[1-9]|10|\b(?:seven|eight|nine|ten)\b)/i.test(replies.confidence?.at(-1) ?? ''))
      yield `${id}: says no number in the end`;
    const known = Object.keys(person ?? {}).map((key) => contextKeys[key]);
    for (const key of expect?.uses ?? [])
      if (!known.includes(key)) yield `${id}: ${key} is expected, and nothing of it is known`;
  }
}

/** What is known of a person, under the name by which a talk records its use. */
const contextKeys = {
  strengths: 'star_card',
  flow: 'flow',
  goals: 'goals',
  motivators: 'motivators',
  developmentAreas: 'development_areas',
  respondsTo: 'responds_to',
  actions: 'actions',
  lastStep: 'last_step',
};

/** Every fault as a sentence; an empty list means that the data is sound. */
export function findFaults(data = loadEvalData()) {
  return [
    ...organizationFaults(data),
    ...knowledgeFaults(data),
    ...answerFaults(data),
    ...transcriptFaults(data),
    ...summaryFaults(data),
    ...refinementFaults(data),
    ...coachingFaults(data),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = findFaults();
  process.stdout.write(faults.length === 0 ? 'Evaluation data is sound.\n' : `${faults.join('\n')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
