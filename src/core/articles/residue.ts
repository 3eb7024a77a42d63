/**
 * What gives away lines that are not part of the story: the words with which newsrooms and web pages
 * sign, credit, date, advertise, correct and cross-refer. Tested on the first characters of a line only.
 * The words given with a pattern are those of which the line must hold one (by its first four letters) for
 * the pattern to be worth a test; signs stand for themselves, 0 for any digit.
 */
export type LinePattern = readonly [name: string, pattern: RegExp, words?: string];

export const residuePatterns: readonly LinePattern[] = [
  [
    'byline',
    /^(?:by|words(?: and pictures)?:?|(?:pictures|photographs|photos|video|interview|story|report):|story|text|posted by|written by|interview by|as told to|from our(?: own)? [\w ]*(?:correspondents?|reporters?|staff)|from the (?:\w+ )?(?:issue|edition)|a (?:long read|report|column) by|author:|(?:staff|special) (?:writer|correspondent|report))(?:\s|:|$)/i,
  ],
  [
    'desk',
    /\b(?:reporter|correspondent|editor|staff writer|columnist|contributor|newsroom|bureau|markets? desk|(?:news|city|sports?|business|foreign)[ -]desk|(?:spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december) issue|our (?:weekly|daily|monthly) \w+|notes on|weekly|monthly|quarterly)\s*$/i,
    'reporter correspondent editor staff columnist contributor newsroom bureau desk issue our notes weekly monthly quarterly',
  ],
  ['issue', /\b(?:issue|edition|vol\.?|no\.)(?:\s*\d+)?(?:\s*[|/–-]|$)/i, 'issue edition vol no'],
  ['bars', /\s[|/·•]\s/, '| / · •'],
  [
    'credits',
    /^\W*(?:\w+ )?(?:reporting|writing|editing|edited|compiled|written|additional reporting|with (?:assistance|reporting|inputs?|files|additional reporting|contributions?)|contributed|translated|graphics?|research) (?:by|from)\b|;\s*(?:editing|writing) by\b|\bcontributed (?:reporting|to this)\b|^\p{Lu}[\p{L}.'’-]+(?: [\p{L}.'’-]+){0,3} reported from\b/iu,
    'reporting writing editing compiled written additional with contributed translated graphics research reported',
  ],
  [
    'revision',
    /^\W*(?:updates?|updated|upd|adds?|recasts?|corrects?|(?:corrections?|clarifications?)(?=\s*[:(–—-])|refiles|repeats|rewrites|editor[’']s? note|editors[’'] note|an? (?:earlier|previous) version|this (?:article|story|report|post|piece|version|is (?:a|an) (?:shortened|edited|abridged|longer|breaking))|first published|last (?:updated|modified))\b/i,
  ],
  [
    'amended',
    /\b(?:was|has been|were) (?:amended|corrected|updated|edited|first published|originally published)\b/i,
    'amended corrected updated edited first originally',
  ],
  [
    'more',
    /^\W*(?:more (?:to (?:come|follow)|on|from|stories|coverage|details)|full story|continue reading|continued (?:below|on)|story continues|keep reading|read (?:more|next|also|the full)|see also|also read|also on|related|recommended|most (?:read|popular|viewed)|you (?:may|might) also|up next|watch|listen|gallery|in pictures|next|previous|developing(?: story)?|this is a developing|scroll|jump to)\b/i,
  ],
  [
    'advertisement',
    /^\W*(?:advert(?:isement|ising|orial)?s?|sponsored(?: content| post| by)?|paid (?:content|post)|promoted|partner content|ad)\b\W*(?:\W.*)?$/i,
  ],
  [
    'promotion',
    /\b(?:sign up|signed up|subscribe[rd]?s?|subscription|unsubscribe|newsletters?|forwarded? (?:this|it) to|forward it|(?:was|did) (?:this|it|somebody)[\w ]*forward|in your inbox|inbox every|follow (?:us|him|her|them|me) on|download (?:the|our) app|our (?:app|podcast|channel|site)|like this post|enjoyed this|was this (?:helpful|useful|forwarded)|log ?in|register (?:now|free|to)|support (?:us|our)|donate|join (?:us|our|the conversation)|promo code|spotted a|got a (?:story|tip|question)|do you have a|send (?:us )?(?:your )?tips?|tips?:|write to|you are (?:reading|receiving)|free (?:trial|every|newsletter)|this column|appears? (?:on|every)|goes out|is published (?:by|every|each|weekly|monthly|daily|twice|four)|refresh for)\b/i,
    'sign signed subscribe unsubscribe newsletter forward inbox follow download app podcast channel site post enjoyed helpful useful log login register support donate join promo spotted got do send tips tip letters write reading receiving free column appears goes published refresh',
  ],
  [
    'contact',
    /\b(?:(?:media|press|investor|news)s? (?:contact|enquir|inquir|office|relations)\w*|contacts?:|for (?:more|further) information|newsdesk|call us|ring the|e-?mail(?: us|:)|pictures? on request|images? on request)|[\w.+-]+@[\w-]+\.\w|\+\d[\d ()-]{6,}/i,
    'contact enquiries inquiries office relations information newsdesk call ring email mail request @ +',
  ],
  [
    'address',
    /(?:https?:\/\/|www\.)\S|\b[\w-]+\.(?:com|org|net|co|uk|io|example|cn|de|fr|news|tv)\b(?:\/\S*)?/i,
    'http www com org net co uk io example cn de fr news tv',
  ],
  [
    'legal',
    /©|\(c\) ?\d{4}|\b(?:copyright|all rights reserved|forward[- ]looking statements?|safe harbou?r|trademarks?|disclaimer|terms of (?:use|service)|privacy policy|cookies?|not (?:investment|financial) advice|for information only|authorised and regulated|marketing communication|may earn a commission|affiliate links?|the (?:author|writer) (?:is|works|has|owns|holds)|(?:views|opinions) expressed|edited for (?:length|clarity)|supplied by|issued by|prices as of|no responsibility|(?:not|neither [^.]{3,60}) (?:has |have |been )*(?:reviewed|approved|verified) (?:this|the|by)|paid for (?:the|our|his|her|my|this)\b[^.]* (?:reporter|flights?|trip|travel|stay|hotel|ticket)|(?:was|were) (?:sent|lent|given|supplied with) a review|review (?:copy|copies|code|unit|sample)s? (?:was|were|came))\b/i,
    '© c copyright rights forward safe trademark disclaimer terms privacy cookies advice information authorised marketing earn affiliate author writer views opinions edited supplied issued prices responsibility reviewed approved verified paid review',
  ],
  [
    'furniture',
    /^\W*(?:share(?: this)?|print(?: this)?|tweet|comments?|\d+ comments?|view (?:image|comments?|gallery|all)|loading|skip to|back to (?:top|home)|home|menu|search|click here|tap here|toggle|advert|image \d|photo \d|\d+ (?:min(?:ute)?s?)[ -]read|pictures?: \w+ page|end|ends|source|sources|tags?|topics?|filed under|keywords?|notes? to editors?|small business|reuse this content|report (?:an error|this)|save|bookmark|listen to this)\b/i,
  ],
  ['endMark', /^\W*(?:ends?|30)\W*$|^[\W_]+$/i],
  [
    'timestamp',
    /^\W*(?:(?:first |last )?(?:published|posted|updated|modified|date|time)\b.*\d|(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sun|sat)(?:day)?,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,? \d{1,4}(?:,? \d{4})?(?:\W.*\d.*)?$|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b.{0,20}$|\d{1,2}[:.]\d\d\s*(?:[ap]\.?m|gmt|et|est|bst|cet|utc|hrs?)?\b.{0,12}$)/i,
    '0',
  ],
  [
    'biography',
    /^(?:[Tt]he (?:author|writer) |\p{Lu}[\p{L}.'’-]+(?: (?:\p{Lu}[\p{L}.'’-]*|de|da|van|von|der|den|la|al|bin)){0,4}?,? (?:[^,.]{3,60}, )?)(?:(?:is|was) (?:an? |the |our |on )?.*(?:author|columnist|writer|editor|fellow|professor|lecturer|correspondent|reporter|journalist|lawyer|partner|economist|strategist|director|founder|chief|analyst|leave|away|holiday)|(?:writes|teaches|covers|edits|blogs|reports|lectures|works (?:as|in|at|for)|lives) )/u,
    'is was writes teaches covers edits blogs reports lectures works lives',
  ],
  ['bracketed', /^[([][^()[\]]*[)\]]\W*$/],
  ['exchangeRate', /^\W*[$€£]?1 = /, '0'],
];

/** The head of a release's closing words about its sender. */
export const closingHeadPattern =
  /^\s*(?:A(?:bout|BOUT) (?:the |The |THE )?\p{Lu}|N(?:otes?|OTES?) (?:to|for|TO|FOR) (?:[Ee]ditors?|EDITORS?)\b)/u;

/** What newsrooms put before the title proper. */
export const titlePrefixPattern =
  /^(?:(?:update|upd|brief|flash|factbox|exclusive|breaking|wrapup|corrected|refile|recast|alert|live|q ?& ?a|q and a|review|interview|opinion|comment|analysis|explainer|explained|obituary|profile|feature|letter|diary|preview|match report|report|poll|press release|timeline|ask the \w+|ticker)\b[^:|–—-]{0,12}[:|–—-]|(?:five|ten|three|seven|\d+) (?:things|questions|minutes|ways|reasons)\b|.{0,24}\b(?:in brief|briefs|round-?up|digest|at a glance)\b)/i;

/** Words of the names of standing columns. */
export const columnNameWords =
  'brief briefs briefing letters correction corrections clarification clarifications diary round roundup digest ' +
  'numbers results scores scoreboard fixtures standings glance notebook notes ahead lists quiz crossword puzzle ' +
  'weather forecast obituaries deaths births marriages notices prices postbag mailbag listings announcements ' +
  'lost found appointments calendar agenda answers editor readers bulletin memoriam quotes today tomorrow yesterday week ' +
  'log logs blotter ads adverts classifieds shelf shelves prizes awards winners chart charts office dates listing shorts ' +
  'snippets tables rates count counts tips events gigs recipes horoscope horoscopes races runners table prizewinners what';
export const columnNamePattern = new RegExp(
  `^[^:.]*\\b(?:${columnNameWords.replace(/ what$/, '').replaceAll(' ', '|')}|wrong|said|what[’']s (?:on|up|new))\\b[^:.]*$`,
  'i',
);

/** `RUGBY: `, `THEATRE | `: the name of a page or a sport in capitals before the title proper. */
export const kickerPattern = /^(?!Q: |A: )\p{Lu}[\p{Lu} &'’-]{1,22}(?: ?[:|–—] )(?=[“"‘']?[\p{Lu}\d])/u;

export const titlePrefixWords =
  'update upd brief flash factbox exclusive breaking wrapup corrected refile recast alert live q review ' +
  'interview opinion comment analysis explainer explained obituary profile feature letter diary preview match ' +
  'report poll press timeline ask ticker five ten three seven 0 round digest glance';

/** What gives away captions of pictures. */
export const captionPatterns: readonly LinePattern[] = [
  [
    'pictureCredit',
    /(?:\b(?:photo(?:graph)?s?|pictures?|images?|illustrations?|graphics?|credits?|source|image credits?|photo credits?|pic|courtesy|visual|video|map|chart|file)\s*(?:credits?)?\s*(?::|by\b|courtesy\b|\/)|\((?:file )?(?:photo|picture|image)[^)]*\)|\b(?:getty|shutterstock|afp|ap photo|epa|alamy|handout|file (?:photo|picture|image))\b)/i,
    'photo picture image illustration graphic credit source pic pics courtesy visual video map chart file getty shutterstock afp ap epa alamy handout',
  ],
  [
    'pictured',
    /\((?:left|right|centre|center|above|below|second (?:left|right)|far (?:left|right)|pictured)\)|\b(?:pictured|photographed)\b|, (?:left|right|centre|center),/i,
    'left right centre center pictured photographed above below',
  ],
  [
    'creditAtEnd',
    /[\p{Ll}\d)][.!][”"]? +\(?\p{Lu}[\p{L}.’'-]*(?:(?: | ?\/ ?)(?:for |of |and |& )?\p{Lu}[\p{L}.’'-]*){1,5}\)?$/u,
  ],
];

/** `LONDON, March 3 (Agency) -`, `PARIS —`: how a story's first paragraph says where it was filed. */
export const datelinePattern =
  /^\(?(?:[\p{Lu}][\p{Lu}.'’-]+(?:[ /]+[\p{Lu}][\p{Lu}.'’-]+){0,3}|[\p{Lu}][\p{L}.'’-]+(?: [\p{Lu}][\p{L}.'’-]+){0,3})(?:,? [^.–—]{0,60}?)?(?: ?\([^)]{2,40}\))? ?(?:--|[–—-]) (?=["“‘'\p{Lu}\d])/u;
