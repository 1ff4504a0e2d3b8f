/**
 * English words that say nothing about a topic. Neither indexed nor searched: the postings stay small and a question is
 * judged by the words that carry it. Compared before stemming; contractions with and without the apostrophe, but for those
 * that are other words then (ID, ill, were).
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above after again against all also am an and any are aren aren't arent as at
  be because been before being below between both but by
  can can't cannot cant could couldn couldn't couldnt
  did didn didn't didnt do does doesn doesn't doesnt doing don don't dont done down during
  each either else ever every
  few for from further
  had has hasn't hasnt have haven't havent having he he'd he'll her here hers herself hes him himself his how hows
  i i'd i'll i'm i've if im in into is isn't isnt it it'll its itself ive
  just let lets like
  may me might more most must my myself
  neither no nor not now
  of off on once one only onto or other others our ours ourselves out over own
  per please
  rather re
  same shall she she'd she'll should shouldn't shouldnt since so some such
  than that that'd that'll thats the their theirs them themselves then there theres these they they'd they'll they're they've theyre this those though through to too
  under until up upon us
  very via
  was wasn't wasnt we we'd we'll we're we've were weren't werent what whats when where whether which while who whom whose why will with within won't wont would wouldn't wouldnt
  yes yet you you'd you'll you're you've your youre yours yourself yourselves`.split(/\s+/),
);

/**
 * Words that dress up a question ("could you tell me how many days people usually get?"). They are searched, for they may
 * stand in a document too, but whether they occur says nothing about whether the question can be answered
 * (search/relevance-floor.ts). As stems.
 */
export const fillerStems: ReadonlySet<string> = new Set(
  `accord actual ago allow ask answer basic call case chang come consid definit describ detail differ discuss do effect exactli explain fact find follow gener get
  give go good happen help hello hi includ inform involv kind know larg list long look lot main make mani mean mention much
  name need new number often ok okai part peopl perform person possibl process put quick quickli provid question realli reason regard relat said sai see
  show specif state step take talk tell thank thing think time todai topic two type us want wai well word work`.split(
    /\s+/,
  ),
);
