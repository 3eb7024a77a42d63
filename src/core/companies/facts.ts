import { sentenceAt, splitSentences } from '../recognize/sentences';
import type { Span } from '../span';
import type { Steps } from '../steps';
import { isName, type Mark } from '../marks';
import type { Resolution } from './resolve';

/** What one sentence says of a thing: where it stands, and the other mark that it says it with. */
export interface Fact {
  readonly sentence: Span;
  readonly mark: Mark;
}

/** A number in the sentence, with a word of what it is about where one stands near. */
export interface NumberFact extends Fact {
  readonly about?: Topic;
}

/** Someone whom the text calls something of the thing: `chief executive`; `role` is missing for `Ann Auer of Corvane`. */
export interface PersonFact extends Fact {
  readonly role?: string;
}

/** What the text says of one thing, in the order of the text. */
export interface Facts {
  readonly numbers: readonly NumberFact[];
  readonly people: readonly PersonFact[];
  /** Places that it is said to be of: `Utrecht-based Corvane`, `Corvane, based in Utrecht`. */
  readonly places: readonly Fact[];
  /** Other companies named in the same sentence; `mark` is the other one's. */
  readonly companies: readonly Fact[];
}

export type Topic =
  | 'raised'
  | 'revenue'
  | 'profit'
  | 'loss'
  | 'valuation'
  | 'shares'
  | 'stake'
  | 'deal'
  | 'debt'
  | 'fine'
  | 'staff'
  | 'customers'
  | 'price';

/**
 * Draws the facts of every company (and of every other thing with the label `label`) from the sentences that name
 * it. Sentences with more than 64 marks are lists, not prose, and tell nothing; so the work is linear.
 *
 * `marks` are sorted by start, `resolution` is theirs. Pauses often.
 */
export function* factsInSteps(
  text: string,
  marks: readonly Mark[],
  resolution: Resolution,
  label = 'COMPANY',
): Steps<ReadonlyMap<string, Facts>> {
  let count = 0;
  const { numbers: numberOf } = resolution;
  const factsOf: (MutableFacts | undefined)[] = [];
  const wanted: boolean[] = [];
  for (const { labels } of resolution.entities.values()) {
    factsOf.push(undefined);
    wanted.push(labels.some((seen) => seen.text === label));
  }
  /** The entities that the sentence at hand names, and where first. */
  const subjects: number[] = [];
  const firstMarks: number[] = [];
  for (const { sentence, first, end } of sentencesWith(text, marks, (i) => wanted[numberOf[i]!] === true)) {
    if (++count % 64 === 0) yield;
    if (end - first > mostMarks) continue;
    subjects.length = firstMarks.length = 0;
    for (let i = first; i < end; i++) {
      const number = numberOf[i]!;
      if (wanted[number] !== true || subjects.includes(number)) continue;
      subjects.push(number);
      firstMarks.push(i);
    }
    const numbers = numbersIn(text, sentence, marks, first, end);
    const links = linksIn(text, sentence, marks, first, end);
    for (const number of subjects) {
      const own = (factsOf[number] ??= { numbers: [], people: [], places: [], companies: [] });
      own.numbers.push(...numbers);
      for (let k = 0; k < subjects.length; k++)
        if (subjects[k] !== number) own.companies.push({ sentence, mark: marks[firstMarks[k]!]! });
      for (const { of, fact } of links) {
        if (numberOf[of] !== number) continue;
        if (fact.mark.label === 'PERSON') own.people.push(fact);
        else own.places.push({ sentence: fact.sentence, mark: fact.mark });
      }
    }
  }
  const facts = new Map<string, Facts>();
  let number = 0;
  for (const id of resolution.entities.keys()) {
    const own = factsOf[number++];
    if (own) facts.set(id, own);
  }
  return facts;
}

interface MutableFacts {
  readonly numbers: NumberFact[];
  readonly people: PersonFact[];
  readonly places: Fact[];
  readonly companies: Fact[];
}

const mostMarks = 64;
/** No link is read from further away than this, in UTF-16 units. */
const farthest = 120;

/**
 * The sentences that hold the start of a mark that is wanted, with the indexes of all the marks that begin there:
 * `first` to before `end`. Only lines with such marks are cut into sentences, since none goes over a line's end.
 */
function* sentencesWith(
  text: string,
  marks: readonly Mark[],
  isWanted: (mark: number) => boolean,
): Generator<{ sentence: Span; first: number; end: number }> {
  let sentences: readonly Span[] = [];
  let lineEnd = -1;
  let next = 0;
  for (let i = 0; i < marks.length; i++) {
    const { start } = marks[i]!;
    if (i < next || !isWanted(i)) continue;
    if (start >= lineEnd) {
      const lineStart = lineStartBefore(text, start);
      lineEnd = lineEndBehind(text, start);
      sentences = splitSentences(text, lineStart, lineEnd);
    }
    const at = sentenceAt(sentences, start);
    if (at < 0) continue;
    const sentence = sentences[at]!;
    const behind = sentences[at + 1]?.start ?? lineEnd;
    let first = i;
    while (first > 0 && marks[first - 1]!.start >= sentence.start) first--;
    next = i + 1;
    while (next < marks.length && marks[next]!.start < behind) next++;
    yield { sentence, first, end: next };
  }
}

function lineStartBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at--;
  return at;
}

function lineEndBehind(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

const amounts = new Set(['MONEY', 'PERCENT', 'QUANTITY', 'CARDINAL']);

function numbersIn(
  text: string,
  sentence: Span,
  marks: readonly Mark[],
  first: number,
  end: number,
): NumberFact[] {
  const facts: NumberFact[] = [];
  for (let i = first; i < end; i++) {
    const mark = marks[i]!;
    if (!amounts.has(mark.label)) continue;
    const about = topicOf(text, sentence, mark);
    facts.push(about ? { sentence, mark, about } : { sentence, mark });
  }
  return facts;
}

/** Words that say what an amount is about, and of which amounts they say it. */
const topics: readonly (readonly [Topic, string, readonly string[]])[] = [
  ['raised', 'raise|raises|raised|raising|fundraising|funding|round|IPO|offering', ['MONEY']],
  ['revenue', 'revenue|revenues|sales|turnover', ['MONEY', 'PERCENT']],
  ['profit', 'profit|profits|earnings|earned|net income|operating income', ['MONEY', 'PERCENT']],
  ['loss', 'loss|losses', ['MONEY', 'PERCENT']],
  [
    'valuation',
    'valued|values|valuing|valuation|worth|market value|capitalisation|capitalization',
    ['MONEY'],
  ],
  ['shares', 'share|shares|stock', ['MONEY', 'PERCENT', 'CARDINAL']],
  ['stake', 'stake|stakes|holding', ['MONEY', 'PERCENT']],
  ['deal', 'acquire|acquires|acquired|acquisition|bought|buy|buys|purchase|takeover|merger|deal', ['MONEY']],
  ['debt', 'debt|debts|loan|loans|borrowing|bond|bonds', ['MONEY']],
  ['fine', 'fine|fines|fined|penalty|settlement', ['MONEY']],
  ['staff', 'employees|staff|workers|jobs|people|employs', ['CARDINAL']],
  ['customers', 'customers|users|subscribers|clients|members', ['CARDINAL']],
  ['price', 'price|prices|priced|costs|cost|sells for', ['MONEY']],
];

interface TopicWords {
  readonly topicOf: ReadonlyMap<string, Topic>;
  readonly every: RegExp;
  readonly first: RegExp;
}

/** The words by the label of the amount. */
const topicWords: ReadonlyMap<string, TopicWords> = new Map(
  ['MONEY', 'PERCENT', 'CARDINAL'].map((label) => {
    const entries = topics.flatMap(([topic, list, labels]) =>
      labels.includes(label) ? list.split('|').map((word) => [word.toLowerCase(), topic] as const) : [],
    );
    const pattern = `(?<!\\p{L})(?:${entries.map(([word]) => word).join('|')})(?!\\p{L})`;
    return [
      label,
      { topicOf: new Map(entries), every: new RegExp(pattern, 'giu'), first: new RegExp(pattern, 'iu') },
    ];
  }),
);

/** The nearest word decides, one before the amount rather than one as far behind it. */
function topicOf(text: string, sentence: Span, mark: Mark): Topic | undefined {
  const words = topicWords.get(mark.label);
  if (!words) return undefined;
  const before = text.slice(Math.max(sentence.start, mark.start - 40), mark.start);
  const behind = text.slice(mark.end, Math.min(sentence.end, mark.end + 25));
  const last = [...before.matchAll(words.every)].at(-1);
  const next = words.first.exec(behind);
  const nearer =
    last && (!next || before.length - last.index - last[0].length <= next.index + 10) ? last : next;
  return nearer ? words.topicOf.get(nearer[0].toLowerCase()) : undefined;
}

interface Link {
  /** Index of the mark that the fact is about. */
  readonly of: number;
  readonly fact: PersonFact;
}

/** What neighbouring marks say of each other by the words between them. */
function linksIn(text: string, sentence: Span, marks: readonly Mark[], first: number, end: number): Link[] {
  const links: Link[] = [];
  for (let i = first; i + 1 < end; i++) {
    const left = marks[i]!;
    if (!isName(left)) continue;
    // An age or another number may stand between: `Ann Auer, 42, chief executive of Corvane`.
    for (let j = i + 1; j < end && j <= i + 2; j++) {
      const right = marks[j]!;
      if (right.start < left.end || right.start - left.end > farthest) break;
      const link = readLink(text, left, right, sentence);
      if (link) links.push({ of: link.about === 'left' ? i : j, fact: link.fact });
      if (isName(right)) break;
    }
  }
  return links;
}

const noun =
  '(?:chief|officer|executive|CEO|CFO|COO|CTO|chair|chairman|chairwoman|chairperson|founder|co-founder|cofounder|president|vice-president|director|manager|partner|owner|head|boss|' +
  'analyst|economist|strategist|spokesman|spokeswoman|spokesperson|secretary|treasurer|engineer|designer|scientist|adviser|advisor|consultant|lawyer|investor|shareholder|editor)';
/** Words that may stand before a role’s noun. Others may be verbs: `Corvane hired chief executive Ann Auer`. */
const modifier =
  '(?:chief|deputy|vice|senior|junior|executive|non-executive|managing|general|regional|global|group|operating|operations|financial|finance|technology|technical|marketing|product|creative|founding|' +
  'former|interim|acting|new|longtime|fund|portfolio|research|legal|sales|credit|equity|investment|tax|policy|data|security|design|communications|human|resources|supply|chain|lead|principal|majority|minority)';
const title = `(?:${modifier} ){0,4}${noun}`;
const field = '(?: (?:of|for) (?:[\\p{L}-]+ ){0,2}[\\p{L}-]+)?';
const role = `(${title}(?:,? and ${title})?${field})`;
const article = "(?:the |its |a |an |it['’]s )?";
const patterns = {
  /** `Ann Auer, 42, chief executive of Corvane` */
  personFirst: new RegExp(
    `^,?(?: \\d{1,3},)? (?:who (?:is|was) )?${article}${role},? (?:of|at|for|with) (?:the )?$`,
    'iu',
  ),
  /** `Corvane’s chief executive, Ann Auer` */
  companyFirst: new RegExp(`^(?:['’]s?)? ${role},? $`, 'iu'),
  /** `Ann Auer, Corvane’s chief executive`: what stands behind the company. */
  roleBehind: new RegExp(`^(?:['’]s?)? ${role}(?![\\p{L}-])`, 'iu'),
  /** `the chief executive of Corvane, Ann Auer`: what stands before the company. */
  roleBefore: new RegExp(`(?<![\\p{L}-])${role} (?:of|at) (?:the )?$`, 'iu'),
  personOf: /^ (?:of|at|from|with) (?:the )?$/,
  based: /^[- ](?:based|headquartered) (?:[\p{L}-]+ ){0,6}$/u,
  basedIn: /^,? (?:which is |is |are )?(?:based|headquartered) in $/,
  /** `Corvane of Utrecht` */
  of: /^ of $/,
  aside: /^, (?:\d{1,3}, )?$/,
};

/** What two neighbouring marks say of each other by the words between them, and around the company. */
function readLink(
  text: string,
  left: Mark,
  right: Mark,
  sentence: Span,
): { about: 'left' | 'right'; fact: PersonFact } | undefined {
  const between = text.slice(left.end, right.start);
  const person = (mark: Mark, match: RegExpExecArray | null): PersonFact | undefined =>
    match ? { sentence, mark, role: match[1]! } : undefined;
  if (left.label === 'PERSON' && isFirm(right)) {
    const behind = text.slice(right.end, Math.min(sentence.end, right.end + farthest));
    const fact =
      person(left, patterns.personFirst.exec(between)) ??
      (patterns.aside.test(between) ? person(left, patterns.roleBehind.exec(behind)) : undefined) ??
      (patterns.personOf.test(between) ? { sentence, mark: left } : undefined);
    return fact && { about: 'right', fact };
  }
  if (isFirm(left) && right.label === 'PERSON') {
    const before = text.slice(Math.max(sentence.start, left.start - farthest), left.start);
    const fact =
      person(right, patterns.companyFirst.exec(between)) ??
      (patterns.aside.test(between) ? person(right, patterns.roleBefore.exec(before)) : undefined);
    return fact && { about: 'left', fact };
  }
  if (left.label === 'LOC' && isFirm(right) && patterns.based.test(between)) {
    return { about: 'right', fact: { sentence, mark: left } };
  }
  if (
    isFirm(left) &&
    right.label === 'LOC' &&
    (patterns.basedIn.test(between) || patterns.of.test(between))
  ) {
    return { about: 'left', fact: { sentence, mark: right } };
  }
  return undefined;
}

function isFirm(mark: Mark): boolean {
  return isName(mark) && mark.label !== 'PERSON' && mark.label !== 'LOC' && mark.label !== 'EVENT';
}
