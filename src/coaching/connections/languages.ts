/** Names by which people call a language: in English, and in itself. The first stands for all. */
const names: readonly (readonly string[])[] = [
  ['english'],
  ['spanish', 'español', 'espanol', 'castellano', 'castilian'],
  ['french', 'français', 'francais'],
  ['german', 'deutsch'],
  ['italian', 'italiano'],
  ['portuguese', 'português', 'portugues'],
  ['dutch', 'nederlands', 'flemish'],
  ['polish', 'polski'],
  ['czech', 'čeština', 'cestina'],
  ['slovak'],
  ['hungarian', 'magyar'],
  ['romanian', 'română', 'romana'],
  ['bulgarian'],
  ['greek'],
  ['turkish', 'türkçe', 'turkce'],
  ['russian'],
  ['ukrainian'],
  ['serbian'],
  ['croatian'],
  ['bosnian'],
  ['albanian'],
  ['swedish', 'svenska'],
  ['norwegian', 'norsk'],
  ['danish', 'dansk'],
  ['finnish', 'suomi'],
  ['estonian'],
  ['latvian'],
  ['lithuanian'],
  ['arabic'],
  ['hebrew'],
  ['farsi', 'persian', 'dari'],
  ['hindi'],
  ['urdu'],
  ['bengali', 'bangla'],
  ['punjabi'],
  ['gujarati'],
  ['tamil'],
  ['telugu'],
  ['malayalam'],
  ['marathi'],
  ['nepali'],
  ['sinhala', 'sinhalese'],
  ['mandarin', 'chinese', 'putonghua'],
  ['cantonese'],
  ['japanese'],
  ['korean'],
  ['vietnamese'],
  ['thai'],
  ['indonesian'],
  ['malay'],
  ['tagalog', 'filipino'],
  ['swahili'],
  ['somali'],
  ['amharic'],
  ['yoruba'],
  ['igbo'],
  ['hausa'],
  ['zulu'],
  ['afrikaans'],
  ['catalan', 'català', 'catala'],
  ['basque', 'euskara'],
  ['galician'],
  ['welsh', 'cymraeg'],
  ['irish', 'gaeilge'],
  ['haitian creole', 'creole'],
  ['sign language', 'bsl', 'asl'],
];

const byName = new Map(names.flatMap((same) => same.map((name) => [name, same[0] ?? name] as const)));
/** Longest first, so that "haitian creole" is not read as "creole" alone. */
const pattern = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${[...byName.keys()].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\p{M}])`,
  'giu',
);
/** To polish is a verb, too: there the capital letter or "speaks", "in" before it decides. */
const alsoAWord: ReadonlySet<string> = new Set(['polish']);

/** Languages named in a text, by their one name, and the text without them. */
export function readLanguages(text: string): { languages: string[]; rest: string } {
  const found = new Set<string>();
  const rest = text.replace(pattern, (name: string, offset: number) => {
    const language = byName.get(name.toLowerCase());
    const isNamed =
      !alsoAWord.has(name.toLowerCase()) ||
      /^\p{Lu}/u.test(name) ||
      /\b(?:in|speaks?|speaking|native|fluent)\s$/i.test(text.slice(0, offset));
    if (language === undefined || !isNamed) return name;
    found.add(language);
    return ' ';
  });
  return { languages: [...found], rest };
}
