/** Words that carry no topic, among them those with which people ask about a talk. */
const stopWords = new Set(
  (
    'a about above after again against all also am an and any are as at be because been before being below between both but by can could did do does doing done down during each few for from further had has have having he her here hers him his how i if in into is it its just let like me more most my no nor not now of off on once only or other our out over own same she should so some such than that the their them then there these they this those through to too under until up very was we were what when where which while who whom why will with would you your yours ' +
    'uh um yeah okay ok well right know mean think thing things really got get going go gonna say said says saying tell told talk talked mention mentioned discuss discussed discussion discussions discussing opinion opinions summarize summarise summary conversation meeting group team everybody everyone people think thought thoughts suggest suggested ask asked question questions answer answered according regarding exactly moment part somebody someone anybody'
  ).split(' '),
);

/** The words of a text in a form that makes inflections equal; stop words left out. */
export function searchTerms(text: string): string[] {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’](?:s|re|ve|ll|d|m|t)\b/g, '')
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).filter((word) => word.length > 1 && !stopWords.has(word)).map(stem);
}

/** A light English stemmer: enough that `recruiting`, `recruited` and `recruits` meet, without a library. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word;
  if (root.endsWith('ies') && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (/(?:ss|x|z|ch|sh)es$/.test(root)) root = root.slice(0, -2);
  else if (/[^su]s$/.test(root)) root = root.slice(0, -1);
  if (/(?:ational|isation|ization)$/.test(root)) root = root.replace(/(?:ational|isation|ization)$/, 'ate');
  else if (/(?:ement|ation|ition)$/.test(root) && root.length > 8)
    root = root.replace(/(?:ement|ation|ition)$/, '');
  else if (/[aeiouy][^aeiou]?.*(?:ing|ed)$/.test(root) && root.length > 5) {
    root = root.replace(/(?:ing|ed)$/, '');
    if (/([^aeiouls])\1$/.test(root)) root = root.slice(0, -1);
  } else if (root.endsWith('ly') && root.length > 5) root = root.slice(0, -2);
  else if (root.endsWith('ment') && root.length > 7) root = root.slice(0, -4);
  return root.length > 4 ? root.replace(/(?:e|i|y)$/, '') : root;
}
