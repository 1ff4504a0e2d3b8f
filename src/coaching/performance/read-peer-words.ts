export type PeerWish = 'join' | 'leave' | 'show';

const peers =
  "(?:(?:my|the|other) )?(?:peers|colleagues|co-?workers|team ?mates|others|other people|other agents|people like me)(?:['’] (?:scores|figures))?";
const leave = new RegExp(
  `^(?:please )?(?:stop|don['’]t|do not|no longer|quit) (?:comparing|compare) (?:me|my (?:scores|figures))(?: (?:with|to|against) ${peers})?(?: (?:please|any ?more|any longer))?[.! ]*$|^(?:please )?(?:turn|switch) off (?:the |my )?(?:peer comparison|comparison with (?:my )?peers)[.! ]*$`,
  'i',
);
const join = new RegExp(
  `^(?:please |can you |could you |you (?:can|may) |i want you to |start (?:to )?)*compar(?:e|ing) (?:me|my (?:scores|figures)) (?:with|to|against) ${peers}(?: please)?[.!? ]*$|^(?:please )?(?:turn|switch) on (?:the |my )?(?:peer comparison|comparison with (?:my )?peers)[.! ]*$|^i(?:['’]d like| would like| want) to be compared (?:with|to|against) ${peers}[.! ]*$`,
  'i',
);
const show = new RegExp(
  `^(?:how do i compare|how am i doing compared|where do i stand|how do my (?:scores|figures) compare) ?(?:among|with|to|against|compared (?:to|with)|next to|beside)? ?${peers}[.?! ]*$|^(?:(?:show|tell|give) me |what(?:['’]s| is| are) )?my percentiles?(?: rankings?)?[.?! ]*$`,
  'i',
);

/** Whether words are about being compared with peers; undefined: they are about something else. */
export function readPeerWords(text: string): PeerWish | undefined {
  const words = text.trim().replace(/\s+/g, ' ');
  if (leave.test(words)) return 'leave';
  if (join.test(words)) return 'join';
  return show.test(words) ? 'show' : undefined;
}
