import { entityLabels, isNumberLabel, type Reason, type Suggestion } from '../../model';
import type { ArticleText, Knowledge, Recognizer } from '../recognizer';
import { learnAdjustment, type Adjustment } from './adjust';
import { emptyLookRoom, lookAgain, lookFirst, type Found, type LookRoom } from './analyze';
import { gatherKnown, gatherNothing, type Gathered } from './evidence';
import { knownNames, type KnownNames, type KnownPlace } from './known';
import { decodeModel, openModel, type Model } from './model';
import modelBytes from './model.bin';
import { emptyReadingRoom, readArticle, readWords, type ReadingRoom } from './reading';
import { createScorer, type Scorer } from './scores';
import { createVocabulary, type Vocabulary } from './vocabulary';

/**
 * Finds people, companies, other organisations, places, products and events: a semi-Markov model over
 * capitalised stretches, told twice over each article so that it agrees with itself. What people know
 * outranks it.
 */
export const names: Recognizer = createNamesRecognizer(() => openModel(decodeModel(modelBytes)));

const byModel: Reason = { kind: 'model' };

/** Score of a name that people decided on. */
const certain = 0.99;

/** Makes a recogniser of a model, which is opened when it is first needed. */
export function createNamesRecognizer(open: () => Model): Recognizer {
  let opened: Opened | undefined;
  return {
    id: 'names',
    recognize(article, knowledge) {
      opened ??= prepare(open());
      const { model, vocabulary, score, taught, readingRoom, lookRoom } = opened;
      const known = knownNames(knowledge);
      let lessons = taught.get(knowledge);
      if (!lessons) taught.set(knowledge, (lessons = learn(known, knowledge, opened)));

      const reading = readArticle(article, vocabulary, readingRoom);
      const isRejected = known.hasRejected
        ? (from: number, to: number, label: number) =>
            known.isRejected(
              article.text.slice(reading.starts[from], reading.ends[to - 1]),
              entityLabels[label]!,
            )
        : undefined;
      const { gathered, adjustment } = lessons;
      const look = lookFirst(reading, model, score, lookRoom);
      const found = lookAgain(reading, look, model, gathered, { isRejected, adjustment }, lookRoom);
      return joined(article, found, known.find(article.tokens), model);
    },
  };
}

/** A model ready for use. */
interface Opened {
  readonly model: Model;
  readonly vocabulary: Vocabulary;
  readonly score: Scorer;
  readonly taught: WeakMap<Knowledge, Taught>;
  /** What one article is read in, used again for the next. */
  readonly readingRoom: ReadingRoom;
  readonly lookRoom: LookRoom;
}

function prepare(model: Model): Opened {
  return {
    model,
    vocabulary: createVocabulary(model.lexicon),
    score: createScorer(model),
    taught: new WeakMap(),
    readingRoom: emptyReadingRoom(),
    lookRoom: emptyLookRoom(),
  };
}

/** What the model makes of people's knowledge, once for each knowledge. */
interface Taught {
  readonly gathered: Gathered;
  readonly adjustment: Adjustment | undefined;
}

function learn(
  { accepted }: KnownNames,
  { examples = [] }: Knowledge,
  { model, vocabulary, score }: Opened,
): Taught {
  const gathered = gatherNothing();
  for (const { words, label } of accepted) {
    const index = (entityLabels as readonly string[]).indexOf(label);
    if (index >= 0) gatherKnown(readWords(words, vocabulary), index, gathered);
  }
  return {
    gathered,
    adjustment: examples.length > 0 ? learnAdjustment(examples, model, vocabulary, score) : undefined,
  };
}

/** Known names win over found ones, save inside a longer name that is not unlikely. */
function joined(
  article: ArticleText,
  found: readonly Found[],
  places: readonly KnownPlace[],
  model: Model,
): Suggestion[] {
  const { text, tokens } = article;
  const suggestions: Suggestion[] = [];
  const startingAt = new Map(places.length > 0 ? found.map((one) => [one.from, one]) : []);
  const addPlace = ({ from, to, known }: KnownPlace) => {
    // Where people accepted a name as several things, the model says which it is here.
    const asFound = startingAt.get(from);
    const wanted = asFound?.to === to ? entityLabels[asFound.label] : undefined;
    const { label, reason, entity } = known.find((one) => one.label === wanted) ?? known[0]!;
    if (isNumberLabel(label)) return;
    const start = tokens.starts[from]!;
    const end = tokens.ends[to - 1]!;
    const suggestion = { start, end, label, text: text.slice(start, end), score: certain, reason };
    suggestions.push(entity === undefined ? suggestion : { ...suggestion, entity });
  };
  let next = 0;
  for (const one of found) {
    while (next < places.length && places[next]!.to <= one.from) addPlace(places[next++]!);
    let last = next;
    while (last < places.length && places[last]!.from < one.to) last++;
    if (
      last > next &&
      (one.probability < 0.2 || !places.slice(next, last).every((place) => isLonger(one, place)))
    ) {
      while (next < last && places[next]!.to <= one.to) addPlace(places[next++]!);
      continue;
    }
    next = last;
    const start = tokens.starts[one.from]!;
    const end = tokens.ends[one.to - 1]!;
    const score = calibrated(one.probability, model.calibration);
    suggestions.push({
      start,
      end,
      label: entityLabels[one.label]!,
      text: text.slice(start, end),
      score,
      reason: byModel,
    });
  }
  while (next < places.length) addPlace(places[next++]!);
  return suggestions;
}

function isLonger(found: Found, place: KnownPlace): boolean {
  return found.from <= place.from && place.to <= found.to && found.to - found.from > place.to - place.from;
}

/** Between the two nearest steps of the table. */
function calibrated(probability: number, table: Float64Array): number {
  const at = Math.min(Math.max(probability, 0), 1) * (table.length - 1);
  const step = Math.min(Math.floor(at), table.length - 2);
  const score = table[step]! + (table[step + 1]! - table[step]!) * (at - step);
  return Math.min(Math.max(score, 0), 1);
}
