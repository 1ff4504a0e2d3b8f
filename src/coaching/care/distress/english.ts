import type { DistressRules } from './rules.ts';

const kin =
  '(?:husband|wife|partner|boyfriend|girlfriend|fiancee?|ex|dad|father|mum|mom|mother|step ?(?:dad|father|mother|mum|mom|brother)|brother|sister|son|daughter|uncle|housemate|flatmate|roommate)';
const others = `(?:callers?|customers?|clients?|colleagues?|co ?workers?|agents?|team ?mates?|friends?|neighbou?rs?|someone|somebody|person|lady|woman|man|guy|girl|boy|kid|patient|member|user|boss|team leader|he|she|they|${kin})`;
const anyMore = '(?:any ?more|any longer|like this|this way|no more)';
/** Nothing that would make it about something else follows. */
const end =
  '(?= ?(?:,|$)| (?:and|but|because|so|today|tonight|now|right now|please|or|sometimes|at all|either)\\b)';
const modest = '(?:really |just |honestly |truly |actually |only |simply |so )*';

const figurative: readonly RegExp[] = [
  /\b(?:dying|die|dies|died|killing|kill) for (?:an? |some |that |my |the )?\w+/g,
  /\b(?:dying|die) to (?:know|see|hear|try|meet|tell|find|get|read|learn|go|ask|show)\b/g,
  /\bto die for\b/g,
  /\bdi(?:e|ed|es|ing) (?:laughing|of (?:laughter|laughing|embarrassment|boredom|shame|curiosity|heat|hunger|thirst|cold|excitement|cringe)|from (?:laughing|boredom|embarrassment|cringe|the heat)|on (?:that|this) hill|hard|down|out|inside a little|with laughter)\b/g,
  /\bkill(?:ed|ing|s)? (?:myself |ourselves |himself |herself |themselves )?(?:laughing|with laughter|(?:over|to (?:hit|reach|meet|finish|make|get|close|please)|trying to|for (?:this|that|the)|with (?:work|overtime|admin|these))\b.*)/g,
  /\b(?:shoot|shot|shooting) (?:my|your|him|her|them|our)sel(?:f|ves) in the foot\b/g,
  /\bcut(?:ting)? (?:my|your|him|her|them|our)sel(?:f|ves) (?:some slack|off|short|out|a (?:slice|piece|deal)|shaving|on (?:a|the|some) \w+|with (?:a|the) (?:box|paper|letter|bread|kitchen|tin)\w*|while \w+ing|opening|loose)\b/g,
  /\bhang(?:ing)? (?:my|your)self (?:up|out)\b/g,
  /\b(?:want|wanted|wants|going|about|ready) to (?:die|kill) (?:of|over|from|the|this|that|it|a|an|my (?:laptop|computer|pc|headset|phone|alarm))\b/g,
  /\b(?:boss|manager|leader|team leader|teacher|coach|supervisor|elena|marcus|ops|finance|it) (?:is |are |was |were )?(?:going to|gonna|will|would|ll) (?:kill|murder) me\b/g,
  /\b(?:suicide|suicidal) (?:mission|squad|run|pact with the|pricing|door|doors|watch list|burger)\b/g,
  /\b(?:career|commercial|political|business|financial|social) suicide\b/g,
  /\bcommercially suicidal\b/g,
  /\blosing the will to live\b/g,
  /\blost the will to live (?:with|in|on|over|halfway|somewhere|during|after|waiting|listening|reading)\b/g,
  /\b(?:harm|hurt|kill)(?:s|ed|ing)? (?:my|our|the|your) (?:score|scores|csat|figures|numbers|stats|qa|chances|team|pride|feelings|conversion|targets?)\b/g,
  /\b(?:beats|beat|hit|hits|hurts) me (?:to|at|with|up|back|that|how|why|like|in (?:the )?(?:ranking|league|sales|contest|chat)|on (?:the|teams|slack|sales))\b/g,
  /\bover my dead body\b/g,
  /\bdead (?:line|lines|end|air|tired|on time|on my feet)\b/g,
  /\b(?:\d+|few|many|of) kms\b/g,
];

const document =
  '(?:polic(?:y|ies)|procedures?|sops?|guidelines?|guidance|scripts?|protocols?|process(?:es)?|rules?|training|module|course|webinar|awareness|prevention|playbook|handbook|checklist|template|article|documents?|steps)';
const grave =
  '(?:suicid\\w*|self harm\\w*|abuse|domestic (?:violence|abuse)|distress\\w*|threat\\w*|crisis|harm|kill|die|violence)';
const procedure: readonly RegExp[] = [
  new RegExp(`\\b${grave}\\b(?: \\w+){0,3} ${document}\\b`),
  new RegExp(
    `\\b${document} (?:\\w+ ){0,4}(?:for|on|about|when|if|around|covering|regarding|with|of|say about|where)\\b.*\\b${grave}`,
  ),
  /\b(?:what|how|who|where|when|which|is there|do we|should|can|may|must)\b.*\b(?:if|when|whenever|in case|where|with) (?:an? |any |the |some ?|our )?(?:\w+ )?(?:callers?|customers?|clients?|someone|somebody|people|agents?|colleagues?|members?|users?|they|one)\b(?! (?:just|is on the|has just|now))/,
  /\bhow (?:do|should|can|would|must|to) (?:i |we |you |an agent |agents )?(?:handle|respond|deal|react|manage|support|escalate|log|report|talk|answer|help|code|tag|treat)\b.*\b(?:callers?|customers?|clients?|calls?|contacts?|chats?|tickets?|people|someone|threats?|mentions?)\b/,
  /\b(?:calls|tickets|cases|callers|customers|chats) (?:about|mentioning|with|that mention|who mention|tagged|involving)\b.*\b(?:suicid\w*|self harm\w*|abuse|violence)/,
];

const self: readonly RegExp[] = [
  // Words that hardly ever mean anything else.
  /\bsui?ci+d\w*|\bsucidal|\bsuicd\w*|\bsuside/,
  /\bself ?harm\w*/,
  /\bunaliv(?:e|ing)\b/,
  /\bkms\b/,
  /\b(?:kill(?:ing|ed)?|kil|hang(?:ing|ed)?|drown(?:ing)?|shoot(?:ing)?|poison(?:ing)?|harm(?:ing|ed)?|cut(?:ting)?|stab(?:bing)?|starv(?:e|ing)|off(?:ing)?) my ?self\b/,
  /\b(?:want|wanted|wanting|going|gonna|urges?|thoughts?|thinking|think|thought|keep|kept|might|could|tempted|afraid|scared|started|again|need|feel like|plan|planning|about|if i|dont) (?:\w+ ){0,4}hurt(?:ing)? my ?self\b/,
  /\bhurt(?:ing)? my ?self (?:again|on purpose|badly|tonight|deliberately)\b/,
  /\bhurt(?:ing)? my ?self (?:to feel|when im|because i)\b/,
  new RegExp(
    `\\bi ${modest}(?:want|wanna|wanted|wish|hope|need|would like|d like|long|pray|ought|deserve) (?:to )?${modest}(?:die|be dead|be gone forever|not (?:be alive|exist|wake up|live)|stop (?:living|existing)|never wake up|disappear (?:forever|for good|from (?:this|the) (?:world|earth)))\\b`,
  ),
  /\b(?:wanna|want to|wanting to|wish to) (?:just |fucking |really )?(?:die|be dead)\b/,
  /\bid rather (?:be dead|die|not be alive)\b(?! than (?:call|do|eat|work|take|answer|sit|use|read|go|watch|miss|listen))/,
  /\bi (?:just )?wish (?:that )?i (?:was|were|wasnt|werent|had never|d never|never|could|would|wouldnt|didnt|hadnt) ?(?:just )?(?:not )?(?:dead|gone|(?:been )?born|die|alive|disappear|exist(?:ed)?|wake up|stop existing|here any ?more|fall asleep (?:and )?(?:never|not) wake)/,
  /\bwish i wasnt (?:alive|here any ?more)\b/,
  new RegExp(
    `\\bdo ?nt want to ${modest}(?:be alive|exist|wake up|go on living|keep living|carry on living|live ${anyMore}|be here ${anyMore}|be around ${anyMore}|go on ${anyMore}|be in this world|live${end})`,
  ),
  /\bdo not want to (?:be alive|exist|wake up|live any ?more|be here any ?more|live)(?! (?:in|with|near|there|off|on|at)\b)/,
  /\b(?:end|ending|ended|take|taking|took|lose) my (?:own )?life\b/,
  /\bend(?:ing)? (?:it all|everything tonight|my pain|my suffering|things for good)\b/,
  /\bput an end to (?:it all|my life|everything|myself)\b/,
  /\b(?:life|living|being alive|existing) (?:is|isnt|feels|seems|has become|just isnt|is not|is no longer) (?:\w+ )?(?:worth (?:living|it)|pointless|unbearable|meaningless|not worth|too painful)/,
  /\b(?:nothing|no one|nobody|not much)(?: \w+)? (?:left )?to live for\b/,
  /\b(?:no (?:reason|point)|(?:whats|what is|wheres) the point)(?: left)? (?:to|in|for me to|of)? ?(?:liv(?:e|ing)|be(?:ing)? (?:alive|here any ?more)|go(?:ing)? on|carry(?:ing)? on|exist(?:ing)?|stay(?:ing)? alive|my life)\b/,
  /\b(?:tired of|sick of|done with|finished with|fed up with|hate|given up on|giving up on|give up on|through with) (?:living|life|being alive|my own existence|existing|my life altogether)\b/,
  new RegExp(`\\bca ?nt (?:go on|carry on)(?: ${anyMore}| living| with (?:this|my) life)?${end}`),
  /\bcan ?not (?:go on|carry on)(?: any ?more| like this| living)?(?= ?(?:,|$)| and\b| but\b)/,
  /\b(?:ca ?nt|cannot) (?:live|keep living|bear to live|do life|face living|stand being alive)(?: like this| any ?more| any longer| another day| with myself)*(?= ?(?:,|$)| and\b)/,
  /\bca ?nt live with (?:myself|this pain|what i (?:did|ve done))\b/,
  /\b(?:no|any|isnt a|not a) way out(?: of (?:this|it|here|my life))?(?= ?(?:,|$)| for me\b| any ?more\b| except\b| but\b| and\b)/,
  /\bonly way out\b(?! of the\b)(?! is (?:a|the|to) (?:refund|menu|button|transfer|escalat\w+))/,
  /\bbetter off (?:dead|without me)\b/,
  /\bbetter (?:for everyone |for everybody |for all )?if i (?:was|were|wasnt|werent|am) (?:dead|gone|not (?:here|alive)|here|alive|around)\b/,
  /\b(?:nobody|no one|noone|who|anyone|anybody) would (?:even )?(?:miss|notice|care|mind|cry)(?: me)? if i (?:died|die|was gone|were gone|disappeared|wasnt here|was dead|were dead|killed|jumped)/,
  /\bnobody would miss me\b/,
  /\bif i (?:died|were dead|was dead|killed|jumped|ended it)\b/,
  /\b(?:jump(?:ing)?|throw(?:ing)? myself|step(?:ping)?|walk(?:ing)?|run(?:ning)?) (?:off|in front of|from|under|out of|into) (?:an? |the |my )?(?:\w+ )?(?:bridge|building|roof|train|balcony|window|cliff|traffic|bus|truck|lorry|car park|tube|tram|rails)\b/,
  /\b(?:drive|driving|crash|crashing|steer) my car (?:off|into|in front of)\b/,
  /\b(?:swallow\w*|take|taking|taken|took|have|saved|saving) (?:all|too many|a lot of|a load of|lots of|enough|a whole bottle of|a handful of)(?: of)?(?: my| the| up)? ?(?:\w+ )?(?:pills|tablets|painkillers|sleeping pills|medication|meds|paracetamol)\b/,
  /\bi (?:\w+ ){0,4}over ?dos(?:e|ed|ing)\b/,
  /\b(?:slit|slash|cut|cutting|slitting)(?:ting)? (?:my|open my) (?:wrists?|arms?|veins?|throat)\b/,
  /\b(?:gun|bullet) (?:to|in|through|at) my (?:head|mouth|brain)\b/,
  /\bblow my brains out\b/,
  /\b(?:wrote|written|writing|left|leaving) (?:a |my |some )?(?:goodbye|good bye|farewell|last) (?:letters?|notes?|messages?) (?:to|for) (?:my|everyone|the (?:kids|family))\b/,
  /\b(?:lost|losing) (?:all|every) (?:hope|will to live)\b/,
  /\blost the will to live\b/,
  /\b(?:theres|there is|i (?:have|see|feel)) no hope(?: left)?(?: for me)?(?= ?(?:,|$)| and\b)/,
  /\bi (?:have|see) no future\b/,
  /\b(?:i might|i will|ill|i could|afraid i(?:ll| might| will)?|scared i(?:ll| might| will)?|going to|gonna|about to|want to) do something (?:stupid|terrible|awful|drastic|to myself|i cant take back)\b/,
  /\b(?:afraid|scared|frightened|dont trust|not safe|not feel safe|dont feel safe|unsafe) (?:of |with |around |alone with )?(?:what i (?:might|could|will) do(?: to myself)?|myself)\b/,
  /\b(?:im|i am|i feel|i dont feel|i do not feel|not) (?:not |un)?safe (?:at home|with (?:him|her|my)|in my (?:own )?(?:home|house)|from my|right now)\b/,
  /^(?:\w+ ){0,2}(?:im|i am) not safe$/,
  /\b(?:im|i am) in danger\b(?! of (?:missing|losing|failing|not))/,
  // Less direct, and meant all the same.
  /\b(?:world|everyone|everybody|family|kids|children|team|people|they|all) (?:\w+ ){0,4}better (?:off )?without me\b/,
  /\bsee (?:the|any|no|much) point (?:in|of|to) (?:living|life|being alive|going on|carrying on|existing)\b/,
  /\b(?:think|thinking|thought|thoughts|dream|dreaming|fantasi\w+) (?:\w+ ){0,2}(?:about|of) (?:\w+ )?(?:dying|death|my (?:own )?(?:death|funeral)|being dead|not being (?:alive|here)|driving (?:\w+ )?into|crashing (?:my car|into)|jumping (?:off|in front))\b/,
  /\bfeel like (?:dying|ending it|disappearing forever|killing)\b/,
  /\bbought (?:\w+ ){0,2}(?:pills|tablets|rope|a gun|razor blades)\b.*\b(?:i|im|ill)\b/,
  /\b(?:if|whether) i (?:live or die|live|am alive)\b/,
  /\b(?:my last (?:night|day) (?:alive|on earth|on this earth)|tonight (?:will be|is) my last(?: night)?|wont be alive|not be alive)\b/,
  /\bim (?:going|gonna|about) to jump(?= ?(?:,|$)| off\b| out\b)/,
  /\bif i (?:just )?(?:wasnt|werent) (?:here|around|alive)(?: any ?more)?(?= ?(?:,|$))/,
  new RegExp(
    `\\bmy (?:ex )?${kin} (?:\\w+ ){0,2}(?:touches me|threatens me|wont let me (?:leave|out|see|go)|controls (?:me|everything)|locks me)\\b`,
  ),
  /\bend(?:ing)? everything(?= ?(?:,|$))|\bnever wak(?:e|ing) up(?: again)?(?= ?(?:,|$))|\bdont deserve to (?:live|be alive)\b/,
  /\bhad enough of (?:living|life|being alive|this life)\b|\bwant out of (?:this|my) life\b/,
  /\bnothing (?:is )?left for me(?= ?(?:,|$)| in (?:this )?(?:life|world)\b)|\bfuture for (?:me|myself)(?= ?(?:,|$))/,
  /\b(?:pain|suffering) to (?:stop|end|be over)(?: forever| for good)?(?= ?(?:,|$))/,
  /\b(?:i|im|ive)(?: \w+){0,3} (?:stepped|stepping|jumped|walked|standing) (?:in front of|on the edge of|off) (?:an? |the )?(?:\w+ )?(?:bus|train|truck|lorry|traffic|bridge|roof|platform|balcony)\b/,
  // Violence against the person.
  new RegExp(
    `\\b(?:my (?:ex )?${kin}|he|she)(?: (?!customer|caller)\\w+){0,3} (?:hits|hit|hitting|beats|beat|beaten|beating|punche[sd]|punching|kicks|kicked|slaps|slapped|choke[sd]|choking|strangle[sd]|strangling|raped?|rapes|abuse[sd]|abusing|hurts|hurting|attacked|attacks|assaulted|stalks|locks|locked|threw|pushed|burn(?:s|ed|t)) me\\b(?! (?:with|to|at|up|back|that)\\b)`,
  ),
  new RegExp(
    `\\b(?:my (?:ex )?${kin}|he|she|they|someone|somebody|customer|caller)(?: \\w+){0,3} (?:going to|gonna|will|hed|shed|would|threaten(?:s|ed|ing)?(?: to)?|tried to|trying to|wants to|said (?:he|she|they)(?: ?(?:ll|d| would| will))?|swore to) (?:kill|murder|shoot|stab|strangle|hurt) me\\b`,
  ),
  /\b(?:im|i am|i was|i have been|ive been|i got|i keep getting|i get) (?:being |getting |sexually |physically |repeatedly |badly )*(?:abused|beaten(?: up)?|raped|assaulted|molested|stalked|battered|strangled)\b(?! (?:by|at|from) (?:an? |the |this |that |some |another |my )?(?:\w+ ){0,2}(?:callers?|customers?|clients?))/,
  /\b(?:sexually (?:assaulted|abused|harassed)|raped) me\b/,
  /\b(?:victim|survivor) of (?:domestic|sexual|physical) (?:violence|abuse|assault)\b/,
  /\b(?:im|i am|live|living|stuck|trapped|still) (?:\w+ )?in an? (?:abusive|violent) (?:relationship|marriage|home|house\w*)\b/,
  /\b(?:domestic (?:violence|abuse)) (?:at home|in my (?:home|house|family)|from my|by my)\b/,
  new RegExp(
    `\\b(?:scared|afraid|terrified|frightened) (?:to go home|of (?:my|going home to my) (?:ex )?${kin}|for my life)\\b`,
  ),
  /\bfear for my life\b/,
];

const other: readonly RegExp[] = [
  /\b(?:kill|hang|shoot|drown|poison|harm)(?:s|ing|ed)? (?:him|her|them)sel(?:f|ves)\b/,
  // Without an intention it was an accident with the hedge trimmer.
  /\b(?:want(?:s|ed)? to|going to|gonna|might|may|will|wants|threaten\w*(?: to)?|try(?:ing)? to|tried to|keeps?|started|is|been|plan\w* to) (?:hurt|cut|stab|burn)(?:ting|ing)? (?:him|her|them)sel(?:f|ves)\b/,
  /\b(?:hurt|cut|stab|burn)(?:s|ting|ing|ed)? (?:him|her|them)sel(?:f|ves) (?:on purpose|again|deliberately)\b/,
  /\b(?:end|ends|ended|ending|take|takes|taking|took|taken) (?:his|her|their) (?:own )?li(?:fe|ves)\b/,
  new RegExp(
    `\\b${others}(?: \\w+){0,5} (?:wants?|wanted|wish(?:es|ed)?|is going|was going|threaten\\w*|hopes?) (?:to |that (?:he|she|they) (?:was|were) )?(?:die|be dead|dead|not live|jump (?:off|from|out of|in front of) (?:an? |the )?(?:\\w+ )?(?:bridge|building|roof|window|train|balcony|cliff)|overdose|not be here any ?more)\\b`,
  ),
  new RegExp(`\\b${others}(?: \\w+){0,5} (?:suicid\\w*|self ?harm\\w*|overdos\\w*)`),
  new RegExp(
    `\\b(?:suicid\\w*|self ?harm\\w*) (?:\\w+ ){0,3}(?:from|by|of|on|with) (?:an? |my |the |this |our )?(?:\\w+ )?${others}\\b`,
  ),
  // Somebody's words, told.
  new RegExp(
    `\\b${others}(?: \\w+){0,3} (?:says?|said|saying|told|tells|wrote|writes|mention(?:s|ed)|texted|keeps saying|threatens?|threatened)\\b.*\\b(?:want(?:s|ed)? to die|wanna die|better off dead|better off without (?:me|him|her|them)|kill (?:my|him|her|them)sel(?:f|ves)|end it all|no reason to live|cant go on|suicid\\w*|jump(?:ing)? off|doesnt want to live|nothing to live for)`,
  ),
  new RegExp(
    `\\b(?:an? |my |the |this |that |one of (?:my|our) )(?:\\w+ )?${others}(?: \\w+){0,3} (?:is being|gets|was|is getting|being) (?:beaten|raped|abused|hit|strangled|stalked)\\b(?! (?:by|in) (?:an? |the )?(?:\\w+ )?(?:callers?|customers?|queue|sales|ranking))`,
  ),
  new RegExp(
    `\\b${kin}(?: \\w+){0,2} (?:hits|beats|is beating|is hitting|abuses|is abusing|threatens to kill|strangled) (?:her|him|them)\\b`,
  ),
];

const strained: readonly RegExp[] = [
  /\b(?:im|i am|i feel|feeling|ive been|i was|i get|so|completely|totally|utterly|emotionally|mentally) (?:\w+ ){0,2}(?:exhausted|worn out|drained|burn(?:ed|t) out|overwhelmed|depressed|hopeless|worthless|miserable|desperate|falling apart|breaking down|at my limit|at breaking point|at the end of my (?:rope|tether))\b/,
  /\bi (?:\w+ ){0,2}(?:feel|felt) (?:\w+ ){0,3}(?:empty|numb|worthless|hopeless|alone|lonely|like a failure|like giving up|trapped|broken|useless)\b/,
  /\b(?:burn ?out|burnout)\b.*\b(?:im|i am|i have|ive|me|my)\b|\b(?:im|i am|i have|ive|i think i have|close to|heading for|going through) (?:\w+ ){0,3}burn ?out\b/,
  /\b(?:i|im|ive been|i was|i keep|i end up|i started|been) (?:\w+ ){0,3}(?:cry|cried|crying|sobbing|in tears|weeping)\b/,
  /\bcrying (?:after|before|between|at|in the) (?:\w+ )?(?:calls?|work|shifts?|toilet|toilets|car|bathroom|night)\b/,
  /\b(?:panic|anxiety) attacks?\b.*\b(?:i|im|me|my)\b|\b(?:i|im|ive|my)\b.*\b(?:panic|anxiety) attacks?\b/,
  /\b(?:i|im)\b(?: \w+){0,3} (?:ca ?nt|cannot|unable to|barely|hardly|can hardly|can barely) (?:cope|sleep|breathe|eat|get out of bed|function|face (?:another|one more|the|work|them|it|today|tomorrow))\b/,
  /\bca ?nt (?:take|stand|do|bear|handle) (?:it|this|any of this|much more)(?: any ?more| any longer| much longer)?(?= ?(?:,|$)| any ?more\b| and\b)/,
  /\bca ?nt keep (?:going|doing this)\b/,
  /\bi (?:\w+ )?(?:dread|am dreading) (?:\w+ ){0,4}(?:work|shifts?|calls?|mondays?|mornings?|day|phone)\b/,
  /\bi hate my life\b/,
  /\b(?:im|i am|i feel) (?:\w+ ){0,2}(?:so|really|very|too|constantly|always|extremely) (?:stressed|anxious|down|low|sad|afraid|scared|tired of everything)\b/,
  /\bim (?:at|past|near) (?:my|the) breaking point\b/,
  /\bits? (?:is |s )?(?:all )?too much for me\b/,
  /\b(?:work|this job|the calls|it) (?:is |are )?(?:breaking|destroying|crushing) me\b/,
];

export const english: DistressRules = { figurative, procedure, other, self, strained };
