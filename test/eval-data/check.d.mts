import type { CoachingScript } from '../../bench/eval/coaching/coaching-script.ts';
import type { DocumentAccess, DocumentType } from '../../src/coaching/knowledge/document.ts';
import type { JobFamily, Role } from '../../src/coaching/people/user.ts';
import type { Summary, SummarySection } from '../../src/coaching/summaries/summary.ts';

export interface DemoPerson {
  email: string;
  name: string;
  role: Role;
  jobFamily: JobFamily;
  teamLeader: string | null;
  manager: string | null;
  department: string;
  employeeId: string;
  timezone: string;
  shiftPattern: string;
  hireDate: string;
  phone: string;
}

export type AnswerItem = { id: string; as: string; question: string } & (
  | { expect: { declined?: never; document: string; mustQuote: string }; standsIn?: never }
  /** `standsIn` names the document that holds the answer and that the asker may not read. */
  | { expect: { declined: true }; reason?: 'access'; standsIn?: string }
);

export interface RefinementItem {
  id: string;
  instruction: string;
  sessionDate: string;
  today: string;
  expect: {
    ask?: true;
    orCannot?: true;
    removed?: string[];
    added?: { section: SummarySection; textIncludes: string; owner?: string; due?: string }[];
    changed?: string[];
    shorter?: string[];
    mayChange?: string[];
    textIncludes?: Record<string, string>;
    owner?: Record<string, string>;
    due?: Record<string, string>;
    order?: Partial<Record<SummarySection, string[]>>;
    unchanged?: 'rest';
  };
}

export interface EvalData {
  organization: {
    name: string;
    people: DemoPerson[];
    channels: { name: string; topic: string; members: string[] }[];
  };
  documents: { file: string; name: string; type: DocumentType; access: DocumentAccess; text: string }[];
  knowledgeFiles: string[];
  cues: { startMs: number; endMs: number; speaker: string; text: string }[];
  workshop: { speaker: string; text: string }[];
  answers: AnswerItem[];
  refinements: RefinementItem[];
  coaching: CoachingScript[];
  summary: Summary;
}

export function loadEvalData(): EvalData;
export function findFaults(data?: EvalData): string[];
