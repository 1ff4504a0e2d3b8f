import { readLanguages } from './languages.ts';
import type { ToTerms } from './ports.ts';

/** What somebody looks for, in terms. */
export interface ConnectionAsk {
  topics: readonly string[];
  languages: readonly string[];
  /** `helper`: somebody who knows; `alike`: somebody who works on the same; `complement`: strong where they are not. */
  wish: 'helper' | 'alike' | 'complement';
}

const complement =
  /\bcomplement\w*\b|\bbalances? (?:me|my|out)\b|\b(?:strong|stronger|good) where i\b|\bopposite strengths?\b|\bstrengths? (?:that )?i (?:lack|miss|do(?:n['’]t| not) have)\b/i;
const alike =
  /\belse\b|\b(?:same|similar|shared?) (?:challenges?|struggles?|problems?|issues?|difficult(?:y|ies)|boat|thing)\b|\balso (?:struggl|find|has|have|work)\w*/i;

/** Words with which people ask for somebody, and that name nothing to look for. */
const fillers: ReadonlySet<string> = new Set(
  (
    'who whom whose someone somebody anyone anybody everyone person people teammate teammates colleague colleagues coworker coworkers peer peers mate team here there ' +
    'could can might would should will may shall help helps helped helping assist support advice advise guide mentor mentors mentoring coach buddy partner pair ' +
    'me us my mine our i im we you your know knows known knowing knowledge speak speaks speaking fluent native talk talks chat connect connection introduce introduction put touch find finding look looking search searching ' +
    'suggest recommend recommendation match name give show tell good great best better strong stronger strength strengths expert experts expertise experience experienced skilled skill skills learn learning practise practice ' +
    'else same similar also too struggle struggles struggling struggled hard difficult trouble challenge challenges challenging problem problems issue issues boat deal deals dealing face faces facing ' +
    'complement complements complementary complementing balance balances opposite where weak ' +
    'like want wants need needs please get gets getting improve improving work works working well lot much really maybe now today company organisation organization have has had having do does is are be been am was ' +
    'a an the of to in on at for with about from by and or but that this than some any it its as up out how what which when'
  ).split(' '),
);

/** Reads what words ask for. Nothing named and no wish that stands alone: undefined. */
export function readAsk(words: string, toTerms: ToTerms): ConnectionAsk | undefined {
  const { languages, rest } = readLanguages(words);
  const telling = (rest.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter(
    (word) => word.length > 1 && !fillers.has(word.toLowerCase()),
  );
  const topics = [...new Set(toTerms(telling.join(' ')))];
  const wish = complement.test(words) ? 'complement' : alike.test(words) ? 'alike' : 'helper';
  if (topics.length === 0 && languages.length === 0 && wish === 'helper') return undefined;
  return { topics, languages, wish };
}
