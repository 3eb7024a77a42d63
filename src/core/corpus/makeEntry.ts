import { analyzeInSteps, articleAt, noBackground, type Analysis, type Background } from '../analysis';
import type { Company } from '../companies/companies';
import { foldName, kindOf } from '../companies/names';
import type { ResolvedEntity } from '../companies/resolve';
import type { Mark } from '../marks';
import { noDecisions, type Article, type Day, type Decisions } from '../model';
import { knowledgeOf } from '../recognize/knowledge';
import { decidedPairs } from '../repeat/repeats';
import { wordingOf } from '../repeat/fingerprint';
import { bind } from '../sidecar/bind';
import { textFacts } from '../sidecar/facts';
import { lessonsOf } from '../sidecar/lessons';
import { readSidecar } from '../sidecar/read';
import { contains } from '../span';
import { indexLines } from '../text';
import {
  markSize,
  markStates,
  type IndexedArticle,
  type IndexedFact,
  type IndexedNumber,
  type IndexedText,
  type IndexedThing,
  type LabelCount,
} from './indexedText';
import { keyOf, type Source } from './key';

/** Reads a text for the index, in one go. */
export function makeEntry(source: Source): IndexedText {
  const steps = makeEntryInSteps(source);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, pausing after each article, so that a caller can let others work or stop. */
export function* makeEntryInSteps(source: Source, key = keyOf(source)): Generator<void, IndexedText> {
  const { decisions, isBroken } = decisionsOf(source);
  yield;
  const analysis = yield* analyzeInSteps(source.text, decisions, backgroundOf(source, decisions));
  yield;
  return yield* entryInSteps(analysis, key, isBroken);
}

/** What the index keeps of an analysis; pauses as above. */
export function* entryInSteps(
  analysis: Analysis,
  key: string,
  isBroken = false,
): Generator<void, IndexedText> {
  const { text, marks } = analysis;
  const labels = [...new Set(marks.map(({ label }) => label))];
  const labelIndex = new Map(labels.map((label, i) => [label, i]));
  const thingIndex = new Map([...analysis.entities.keys()].map((id, i) => [id, i]));
  const markIndex = new Map<Mark, number>();
  const naming = Array.from(thingIndex, (): number[] => []);
  const decided = new Array<number>(thingIndex.size).fill(0);
  const packed = new Array<number>(marks.length * markSize);
  const numbers: IndexedNumber[] = [];
  for (const [i, mark] of marks.entries()) {
    if (i % marksInStep === marksInStep - 1) yield;
    const { line, column } = analysis.lines.place(mark.start);
    const named = mark.state !== 'rejected' && mark.entity !== undefined;
    const thing = named ? (thingIndex.get(mark.entity) ?? -1) : -1;
    if (thing >= 0) {
      naming[thing]!.push(i);
      if (mark.state === 'accepted') decided[thing]!++;
    }
    markIndex.set(mark, i);
    const said = [mark.start, mark.end, line, column, markStates.indexOf(mark.state), labelIndex.get(mark.label)!, thing]; // prettier-ignore
    for (let at = 0; at < markSize; at++) packed[i * markSize + at] = said[at]!;
    if (mark.number && mark.state !== 'rejected') numbers.push({ mark: i, text: mark.text, ...mark.number });
  }
  yield;
  const companies = new Map(analysis.companies.map((company) => [company.id, company]));
  const things: IndexedThing[] = [];
  for (const entity of analysis.entities.values()) {
    const i = things.length;
    if (i % marksInStep === marksInStep - 1) yield;
    const facts = factsOf(companies.get(entity.id), markIndex);
    things.push({
      ...thingOf(entity),
      marks: naming[i]!,
      articles: [...new Set(naming[i]!.map((mark) => articleAt(analysis.articles, marks[mark]!.start)))],
      decided: decided[i]!,
      ...(facts.length > 0 && { facts }),
    });
  }
  const articles = yield* articlesInSteps(analysis);
  return {
    key,
    length: text.length,
    articles,
    things,
    labels,
    marks: packed,
    numbers,
    ...(isBroken && { isBroken }),
  };
}

const marksInStep = 1000;

function decisionsOf({ text, sidecar }: Source): { decisions: Decisions; isBroken: boolean } {
  if (sidecar === undefined) return { decisions: noDecisions, isBroken: false };
  const { document } = readSidecar(sidecar);
  if (!document?.writable) return { decisions: noDecisions, isBroken: true };
  return { decisions: bind(document, textFacts('', text)).decisions, isBroken: false };
}

/** What this text's own decisions teach, and the register. What other texts teach does not change an entry. */
function backgroundOf({ text, entities }: Source, decisions: Decisions): Background {
  if (entities.length === 0 && decisions.annotations.length === 0) return noBackground;
  const lessons = decisions.annotations.length > 0 ? lessonsOf(decisions, '', indexLines(text)) : [];
  return { knowledge: knowledgeOf(lessons, entities), register: entities };
}

function thingOf({ id, label, name, entity, aliases, labels }: ResolvedEntity) {
  return {
    id,
    label,
    name,
    folded: foldedName(name, label),
    ...(entity && { isEntry: true }),
    aliases,
    labels,
  };
}

/** A name as names are compared over the corpus: the same for the same thing. */
export function foldedName(name: string, label: string): string {
  const kind = kindOf(label);
  return `${kind}\n${foldName(name, kind).key}`;
}

function factsOf(company: Company | undefined, markIndex: ReadonlyMap<Mark, number>): IndexedFact[] {
  if (!company) return [];
  const facts: IndexedFact[] = [];
  const { numbers, people, places, companies } = company.facts;
  const add = (
    kind: IndexedFact['kind'],
    { sentence, mark, ...more }: Company['facts']['numbers'][number] & { role?: string },
  ) => {
    const { start, end } = sentence;
    facts.push({ kind, mark: markIndex.get(mark)!, sentence: { start, end }, ...more });
  };
  for (const fact of numbers) add('number', fact);
  for (const fact of people) add('person', fact);
  for (const fact of places) add('place', fact);
  for (const fact of companies) add('company', fact);
  return facts;
}

function* articlesInSteps({
  text,
  lines,
  articles,
  marks,
  decisions,
}: Analysis): Generator<void, IndexedArticle[]> {
  const counts = articles.map(() => new Map<string, number[]>());
  const dates = new Map<number, Day>();
  for (const [i, mark] of marks.entries()) {
    if (i % marksInStep === marksInStep - 1) yield;
    const index = articleAt(articles, mark.start);
    if (index < 0) continue;
    let count = counts[index]!.get(mark.label);
    if (!count) counts[index]!.set(mark.label, (count = [0, 0, 0]));
    count[markStates.indexOf(mark.state)]!++;
    if (mark.label === 'DATE' && mark.state !== 'rejected' && !dates.has(index)) {
      const day = dayOf(mark);
      if (day !== undefined && isAtHead(mark, articles[index]!)) dates.set(index, day);
    }
  }
  const decided = new Map(decisions.articles.map((decision) => [decision.start, decision]));
  const { confirmed, rejected } = decidedPairs(articles, decisions);
  const indexed: IndexedArticle[] = [];
  for (const [i, article] of articles.entries()) {
    yield;
    const { start, end, title } = article;
    const { status, tellings } = decided.get(title.start) ?? {};
    const date = dates.get(i);
    const of = confirmed.get(i);
    const not = rejected.get(i);
    indexed.push({
      start,
      end,
      line: lines.place(title.start).line,
      title: text.slice(title.start, title.end),
      ...(date !== undefined && { date }),
      ...(status && { status }),
      ...(of !== undefined && { confirmed: of }),
      ...(not && { rejected: [...not] }),
      ...(tellings && { tellings }),
      counts: [...counts[i]!].map(([label, [suggested, accepted, rejected]]): LabelCount => {
        return { label, suggested: suggested!, accepted: accepted!, rejected: rejected! };
      }),
      wording: wordingOf(text, article),
    });
  }
  return indexed;
}

/** The day of a date with a year, `2020-07-30`. */
function dayOf({ number }: Mark): Day | undefined {
  return typeof number?.value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(number.value)
    ? number.value
    : undefined;
}

/** Lines in which an article says when it was written: its title, and the few below it. */
const headLines = 5;

function isAtHead(mark: Mark, { blocks }: Article): boolean {
  return blocks.slice(0, headLines).some((block) => contains(block, mark));
}
