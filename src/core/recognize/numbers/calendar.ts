import { numberMap, wordMap, wordSet } from './wordLists';

/** The words of the calendar. Keys are lower case; values are what a TIMEX3 value needs. */

export const months = numberMap(
  'january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10 november=11 december=12 ' +
    'jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12',
);

/** Months that are also ordinary words or given names, and so need more evidence. */
export const ambiguousMonths = wordSet('march may mar april june august jan dec');

export const weekdays = numberMap(
  'monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7 ' +
    'mon=1 tue=2 tues=2 wed=3 weds=3 thu=4 thur=4 thurs=4 fri=5 sat=6 sun=7',
);

export const seasons = wordMap(
  'spring=SP springtime=SP summer=SU summertime=SU autumn=FA fall=FA winter=WI wintertime=WI',
);

export const partsOfDay = wordMap(
  'morning=TMO mornings=TMO lunchtime=TMI afternoon=TAF afternoons=TAF evening=TEV evenings=TEV night=TNI nights=TNI',
);

/** Lengths of time. `size` counts `letter`s: a decade is ten years. */
export interface TimeUnit {
  readonly letter: 'Y' | 'M' | 'W' | 'D' | 'H' | 'N' | 'S';
  readonly size: number;
  readonly plural: boolean;
}

const year = { letter: 'Y', size: 1 } as const;
const month = { letter: 'M', size: 1 } as const;
const week = { letter: 'W', size: 1 } as const;
const day = { letter: 'D', size: 1 } as const;
const hour = { letter: 'H', size: 1 } as const;
/** `N` stands for minutes here, as `M` is taken by months. */
const minute = { letter: 'N', size: 1 } as const;
const second = { letter: 'S', size: 1 } as const;

export const timeUnits: ReadonlyMap<string, TimeUnit> = new Map<string, TimeUnit>(
  (
    [
      [year, 'year', 'years'],
      [year, 'yr', 'yrs'],
      [month, 'month', 'months'],
      [month, 'mth', 'mths'],
      [week, 'week', 'weeks'],
      [week, 'wk', 'wks'],
      [day, 'day', 'days'],
      [day, 'nights', 'nights'],
      [{ letter: 'W', size: 2 }, 'fortnight', 'fortnights'],
      [{ letter: 'M', size: 3 }, 'quarter', 'quarters'],
      [{ letter: 'Y', size: 10 }, 'decade', 'decades'],
      [{ letter: 'Y', size: 100 }, 'century', 'centuries'],
      [{ letter: 'Y', size: 1000 }, 'millennium', 'millennia'],
      [hour, 'hour', 'hours'],
      [hour, 'hr', 'hrs'],
      [minute, 'minute', 'minutes'],
      [minute, 'min', 'mins'],
      [second, 'second', 'seconds'],
      [second, 'sec', 'secs'],
      [{ letter: 'S', size: 0.001 }, 'millisecond', 'milliseconds'],
      [{ letter: 'S', size: 0.000001 }, 'microsecond', 'microseconds'],
      [{ letter: 'S', size: 0.000000001 }, 'nanosecond', 'nanoseconds'],
    ] as const
  ).flatMap(([unit, one, many]) => [
    [one, { ...unit, plural: false }] as const,
    [many, { ...unit, plural: true }] as const,
  ]),
);

/** Time units that are written straight behind digits: `24h`, `9.8s`, `40ms`. */
export const gluedTimeUnits: ReadonlyMap<string, TimeUnit> = new Map<string, TimeUnit>([
  ['h', { ...hour, plural: true }],
  ['hr', { ...hour, plural: true }],
  ['hrs', { ...hour, plural: true }],
  ['min', { ...minute, plural: true }],
  ['mins', { ...minute, plural: true }],
  ['s', { ...second, plural: true }],
  ['sec', { ...second, plural: true }],
  ['secs', { ...second, plural: true }],
  ['ms', { letter: 'S', size: 0.001, plural: true }],
  ['d', { ...day, plural: true }],
  ['wk', { ...week, plural: true }],
  ['wks', { ...week, plural: true }],
  ['mth', { ...month, plural: true }],
  ['mths', { ...month, plural: true }],
  ['yr', { ...year, plural: true }],
  ['yrs', { ...year, plural: true }],
  ['y', { ...year, plural: true }],
]);

/** Words between a number and its unit of time: `five working days`. */
export const lengthQualifiers = wordSet(
  'working business trading calendar full whole long fiscal financial more straight consecutive further extra additional solid ' +
    'academic school light',
);

/** Words between "a" and a unit of time: `a full year`. */
export const wholeWords = wordSet('full whole mere further single solid good');

/** Abbreviations of time zones that stand behind a clock time. */
export const zones = wordSet(
  'GMT UTC BST CET CEST EET EEST WET WEST MSK TRT IST PKT NPT ICT WIB SGT HKT CST JST KST PHT AEST AEDT ACST ' +
    'ACDT AWST NZST NZDT ET EST EDT CT CDT MT MST MDT PT PST PDT AKST AKDT HST AST ADT NST BRT ART CLT COT PET ' +
    'VET CAT EAT WAT SAST GST AST IRST IDT UZT ALMT MYT Z',
);

/**
 * Feasts and named days. A fixed day has its date, a fixed month its month, a movable feast XXXX.
 * Written with straight apostrophes, in lower case.
 */
const festivals: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'XXXX-01-01': "new year's day|new years day|new year's|new year|new year day",
    'XXXX-12-31': "new year's eve|new years eve|hogmanay|silvester",
    'XXXX-12-25': 'christmas day|christmas|xmas|xmas day|christmastime',
    'XXXX-12-24': 'christmas eve',
    'XXXX-12-26': "boxing day|st stephen's day|st. stephen's day",
    'XXXX-01-06': "epiphany|three kings day|three kings' day|día de reyes|dia de reyes|twelfth night",
    'XXXX-02-14': "valentine's day|valentines day|st valentine's day|st. valentine's day|valentine's",
    'XXXX-03-17': "st patrick's day|st. patrick's day|saint patrick's day",
    'XXXX-04-23': "st george's day|st. george's day|saint george's day",
    'XXXX-03-01': "st david's day|st. david's day|saint david's day",
    'XXXX-11-30': "st andrew's day|st. andrew's day|saint andrew's day",
    'XXXX-12-06': "saint nicholas' day|st nicholas day|saint nicholas day|st. nicholas day",
    'XXXX-12-04': "saint barbara's day|st barbara's day|st. barbara's day",
    'XXXX-12-13':
      "st lucia's day|st. lucia's day|saint lucia's day|st lucy's day|st. lucy's day|saint lucy's day|lucia day",
    'XXXX-04-01': "april fools' day|april fool's day|april fools day|all fools' day",
    'XXXX-04-22': 'earth day',
    'XXXX-03-25': 'lady day',
    'XXXX-03-21': 'nauryz|nooruz|newroz|nowruz|navruz|novruz|norooz',
    'XXXX-03-08': "international women's day|women's day",
    'XXXX-05-01': "may day|international workers' day|international labour day",
    'XXXX-07-04': 'fourth of july|july fourth|july 4th holiday|independence day',
    'XXXX-07-14': 'bastille day',
    'XXXX-07-01': 'canada day',
    'XXXX-01-26': 'australia day|republic day',
    'XXXX-04-25': 'sinai liberation day|anzac day|liberation day',
    'XXXX-02-06': 'waitangi day',
    'XXXX-06-19': 'juneteenth',
    'XXXX-06-14': 'flag day',
    'XXXX-06-24': "saint john's day|inti raymi|jāņi|midsummer day|st john's day|st. john's day",
    'XXXX-11-11': "singles' day|singles day|single's day|veterans day|veterans' day|armistice day|martinmas",
    'XXXX-10-31': "halloween|hallowe'en|reformation day",
    'XXXX-11-01': "all saints' day|all saints day",
    'XXXX-11-02':
      "all souls' day|all souls day|day of the dead|día de muertos|dia de muertos|día de los muertos|dia de los muertos",
    'XXXX-11-05': 'guy fawkes night|bonfire night|guy fawkes day',
    'XXXX-01-25': 'robert burns night|burns night',
    'XXXX-12-08': 'feast of the immaculate conception|bodhi day|immaculate conception',
    'XXXX-08-15': 'assumption day|ferragosto',
    'XXXX-06-01': "madaraka day|children's day",
    'XXXX-10-02': "gandhi jayanti|gandhi's birthday",
    'XXXX-05-05': 'cinco de mayo',
    'XXXX-02-02': 'día de la candelaria|groundhog day|candlemas',
    'XXXX-11-09': 'schicksalstag',
    'XXXX-10-03': 'german unity day',
    'XXXX-09-29': 'michaelmas',
    'XXXX-01-07': 'coptic christmas',
    'XXXX-01-19': 'timkat|timket',
    'XXXX-02-11': 'national foundation day',
    'XXXX-02-23': 'defender of the fatherland day',
    'XXXX-03-14': 'pi day',
    'XXXX-04-27': "king's day|koningsdag",
    'XXXX-04-29': 'showa day',
    'XXXX-04-30': 'walpurgis night|walpurgisnacht',
    'XXXX-05-04': 'greenery day',
    'XXXX-05-09': 'victory day|europe day',
    'XXXX-05-17': 'syttende mai',
    'XXXX-05-25': 'africa day',
    'XXXX-06-12': 'russia day',
    'XXXX-06-23': "sankthansaften|st john's eve|st. john's eve|saint john's eve",
    'XXXX-08-01': 'lammas|swiss national day',
    'XXXX-08-31': 'merdeka day|hari merdeka',
    'XXXX-09-11': 'enkutatash',
    'XXXX-09-16': 'grito de dolores|malaysia day',
    'XXXX-09-24': 'heritage day',
    'XXXX-09-27': 'meskel',
    'XXXX-10-20': 'mashujaa day',
    'XXXX-10-24': 'united nations day|un day',
    'XXXX-11-03': 'culture day',
    'XXXX-11-23': 'labour thanksgiving day|labor thanksgiving day',
    'XXXX-12-12': 'jamhuri day|our lady of guadalupe day',
    'XXXX-12-16': 'day of reconciliation|vijay diwas',
    'XXXX-03': 'commonwealth day',
    'XXXX-04':
      'baisakhi|vaisakhi|poila boishakh|pohela boishakh|pahela baishakh|puthandu|bohag bihu|tomb-sweeping day',
    'XXXX-07': 'marine day|naadam',
    'XXXX-08': 'summer bank holiday',
    'XXXX-01':
      'coming of age day|maghe sankranti|martin luther king jr. day|martin luther king jr day|martin luther king day|mlk day|pongal|makar sankranti|lohri',
    'XXXX-02': "presidents' day|presidents day|president's day",
    'XXXX-05': "spring bank holiday|memorial day|mother's day|mothering sunday|victoria day",
    'XXXX-06': "father's day|fathers' day",
    'XXXX-09': 'labor day|labour day',
    'XXXX-10': "columbus day|indigenous peoples' day|oktoberfest",
    'XXXX-11':
      'thanksgiving|thanksgiving day|black friday|cyber monday|giving tuesday|small business saturday|remembrance sunday',
    'XXXX-12': 'advent|kwanzaa',
    XXXX:
      'national day|easter|easter sunday|easter monday|good friday|holy week|palm sunday|ash wednesday|shrove tuesday|mardi gras|lent|pentecost|' +
      'whitsun|whit monday|ascension day|corpus christi|passover|rosh hashanah|yom kippur|hanukkah|chanukah|purim|sukkot|' +
      'ramadan|eid|eid al-fitr|eid al-adha|eid ul-fitr|eid ul-adha|bakrid|muharram|ashura|mawlid|diwali|deepavali|holi|navratri|' +
      'dussehra|durga puja|ganesh chaturthi|raksha bandhan|janmashtami|onam|vesak|wesak|songkran|tet|lunar new year|' +
      'chinese new year|spring festival|lantern festival|dragon boat festival|mid-autumn festival|qingming|chuseok|seollal|' +
      'obon|golden week|midsummer|midsummer eve|losar|loy krathong|galungan|nyepi|orthodox christmas|orthodox easter|hari raya|hari raya aidilfitri|hari raya haji|hari raya puasa|' +
      'lebaran|idul fitri|idul adha|eid al-ghadir|aid el-kebir|tabaski|korité|kurban bayramı|ramazan bayramı|eid-e-milad|' +
      'laylat al-qadr|shab-e-barat|vinayaka chaturthi|dhanteras|bhai dooj|chhath|chhath puja|karva chauth|' +
      'akshaya tritiya|gudi padwa|ugadi|maha shivaratri|mahashivratri|rama navami|ram navami|hanuman jayanti|guru nanak jayanti|gurpurab|' +
      'mahavir jayanti|buddha purnima|buddha jayanti|vesak day|wesak day|thaipusam|tihar|dashain|teej|bihu|' +
      "qixi|hungry ghost festival|double ninth festival|chung yeung|ching ming|dongzhi|tsagaan sar|tu bishvat|tisha b'av|shavuot|simchat torah|" +
      "lag baomer|yom ha'atzmaut|holy thursday|maundy thursday|holy saturday|easter eve|pancake day|fat tuesday|rose monday|rosenmontag|" +
      "whit sunday|pentecost monday|all hallows' eve|trinity sunday|sinulog|semana santa|carnival monday|carnival tuesday|maslenitsa|orthodox good friday",
  }).flatMap(([value, names]) => names.split('|').map((name) => [name, value] as const)),
);

/** The same, cut as the tokens are: words, apostrophes and dots each for themselves, with a blank between. */
export const festivalWords: ReadonlyMap<string, string> = new Map(
  [...festivals].map(([name, value]) => [piecesOf(name).join(' '), value]),
);

/** All that one of these names goes on from: a piece or several. */
export const festivalPrefixes: ReadonlySet<string> = new Set(
  [...festivalWords.keys()].flatMap((name) =>
    [...name.matchAll(/ /g)].map((blank) => name.slice(0, blank.index)),
  ),
);

function piecesOf(name: string): string[] {
  return name.match(/[\p{L}\p{M}]+|\d+|[^\s]/gu) ?? [];
}
