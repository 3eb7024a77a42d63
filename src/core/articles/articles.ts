import type { Article, Block, BlockKind, Decisions } from '../model';
import { decide, states, weightsOf, type State } from './decide';
import { finish, type Steps } from '../steps';
import { readFeatures } from './features';
import { joinWrappedLines, readLines, readLinesInSteps, type Lines, type Units } from './lines';
import { structureModel } from './weights';

const weights = weightsOf(structureModel);

/**
 * Cuts a text into its articles and says what each line is. Offsets are UTF-16 units of `text`.
 *
 * Each article runs from its title line to the next one's, the last to the text's end. Residue before the
 * first title (a kicker, a byline) belongs to no article; where a story stands before the first title, it
 * is an article without one. What people decided stands over what is recognised: where articles start and
 * do not start, and what kind a line is. A text of blank lines has no articles.
 */
export function findArticles(
  text: string,
  decisions: Pick<Decisions, 'articles' | 'structure'> = { articles: [], structure: [] },
): readonly Article[] {
  return finish(findArticlesInSteps(text, decisions));
}

/** The same, pausing often. */
export function* findArticlesInSteps(
  text: string,
  decisions: Pick<Decisions, 'articles' | 'structure'> = { articles: [], structure: [] },
): Steps<readonly Article[]> {
  const lines = yield* readLinesInSteps(text);
  if (lines.count === 0) return [];
  const units = yield* joinWrappedLines(text, lines);
  const decided = decidedLines(lines, decisions);
  const features = yield* readFeatures(text, units);
  const allowed = allowedStates(units, decided);
  const first = yield* decide(features, weights, allowed);
  const path = allowTitlesToldAgain(text, lines, units, first, allowed)
    ? yield* decide(features, weights, allowed)
    : first;
  return assemble(text, lines, lineKinds(text, units, path, decided));
}

/**
 * What stands before the first article (a kicker, the head of a newsletter), put as an article so that names and
 * numbers are looked for there too; nothing where that is blank. `articles` are those of `text`.
 */
export function findPreamble(text: string, articles: readonly Article[]): Article | undefined {
  const end = articles[0]?.start ?? 0;
  const lines = readLines(text.slice(0, end));
  if (lines.count === 0) return undefined;
  const blocks = Array.from({ length: lines.count }, (_, line): Block => ({
    kind: 'noise',
    start: lines.starts[line]!,
    end: lines.ends[line]!,
  }));
  const { start } = blocks[0]!;
  return { start, end, title: { start, end: blocks[0]!.end }, blocks };
}

/** What people decided on lines, by index of the line. */
interface DecidedLines {
  readonly kinds: ReadonlyMap<number, BlockKind>;
  readonly starts: ReadonlyMap<number, boolean>;
}

function decidedLines(lines: Lines, decisions: Pick<Decisions, 'articles' | 'structure'>): DecidedLines {
  const kinds = new Map<number, BlockKind>();
  const starts = new Map<number, boolean>();
  for (const { start, kind } of decisions.structure) {
    const line = lineAt(lines, start);
    if (line >= 0) kinds.set(line, kind);
  }
  for (const { start, starts: decision } of decisions.articles) {
    const line = decision === undefined ? -1 : lineAt(lines, start);
    if (line >= 0) starts.set(line, decision!);
  }
  return { kinds, starts };
}

/** The line that holds an offset, -1 where the offset is on none. */
function lineAt(lines: Lines, offset: number): number {
  let low = 0;
  let high = lines.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lines.ends[middle]! >= offset) high = middle;
    else low = middle + 1;
  }
  if (low === lines.count) return -1;
  const first = low === 0 ? 0 : lines.starts[low]!;
  return offset >= first ? low : -1;
}

const allStates = (1 << states.length) - 1;
const bit = (state: State): number => 1 << states.indexOf(state);
const statesOfKind: Readonly<Record<BlockKind, number>> = {
  title: bit('title'),
  heading: bit('heading'),
  caption: bit('caption'),
  noise: bit('lead') | bit('noise'),
  quotation: bit('body'),
  paragraph: bit('body') | bit('deck'),
};

/** The states that people's decisions leave to each unit, as `decide` wants them. */
function allowedStates(units: Units, decided: DecidedLines): Uint8Array {
  const allowed = new Uint8Array(units.count);
  if (decided.kinds.size === 0 && decided.starts.size === 0) return allowed;
  for (let unit = 0; unit < units.count; unit++) {
    let mask = allStates;
    for (let line = units.firstLine[unit]!; line < units.firstLine[unit + 1]!; line++) {
      const kind = decided.kinds.get(line);
      const starts = decided.starts.get(line);
      if (kind) mask &= statesOfKind[kind];
      if (starts === true) mask &= bit('title');
      if (starts === false) mask &= ~bit('title');
    }
    allowed[unit] = mask;
  }
  return allowed;
}

/**
 * Holds a unit for a title where it says what a title said, and the one behind it what stood behind that title: the
 * story is told again. Gives whether there is any such unit that was taken for something else.
 */
function allowTitlesToldAgain(
  text: string,
  lines: Lines,
  units: Units,
  path: Uint8Array,
  allowed: Uint8Array,
): boolean {
  const title = states.indexOf('title');
  const textOf = (unit: number): string =>
    unit < units.count
      ? text.slice(lines.starts[units.firstLine[unit]!], lines.ends[units.firstLine[unit + 1]! - 1])
      : '';
  const followers = new Map<string, string>();
  for (let unit = 0; unit + 1 < units.count; unit++)
    if (path[unit] === title) followers.set(textOf(unit), textOf(unit + 1));
  const lengths = new Set(Array.from(followers.keys(), (words) => words.length));
  let found = false;
  for (let unit = 0; unit + 1 < units.count; unit++) {
    const length = lines.ends[units.firstLine[unit + 1]! - 1]! - lines.starts[units.firstLine[unit]!]!;
    if (path[unit] === title || allowed[unit] !== 0 || !lengths.has(length)) continue;
    if (followers.get(textOf(unit)) !== textOf(unit + 1)) continue;
    allowed[unit] = bit('title');
    found = true;
  }
  return found;
}

/** The kind of each line, and whether an article starts there. */
interface LineKinds {
  readonly kinds: readonly BlockKind[];
  readonly starts: readonly boolean[];
}

function lineKinds(text: string, units: Units, path: Uint8Array, decided: DecidedLines): LineKinds {
  const { lines } = units;
  const kinds: BlockKind[] = [];
  const starts: boolean[] = [];
  for (let unit = 0; unit < units.count; unit++) {
    const state = states[path[unit]!]!;
    const first = units.firstLine[unit]!;
    const last = units.firstLine[unit + 1]! - 1;
    const kind = kindOfState(state, text, lines.inkStarts[first]!);
    for (let line = first; line <= last; line++) {
      const said = decided.kinds.get(line);
      const start =
        decided.starts.get(line) ?? (said ? said === 'title' : state === 'title' && line === first);
      kinds.push(start ? 'title' : (said ?? kind));
      starts.push(start);
    }
  }
  return { kinds, starts };
}

function kindOfState(state: State, text: string, start: number): BlockKind {
  if (state === 'deck') return 'paragraph';
  if (state === 'lead') return 'noise';
  if (state !== 'body') return state;
  return openingQuotes.includes(text[start]!) ? 'quotation' : 'paragraph';
}

const openingQuotes = '“"«„‘';

/** Puts the lines together to articles; a story before the first title starts at its first line. */
function assemble(text: string, lines: Lines, { kinds, starts }: LineKinds): Article[] {
  const articles: Article[] = [];
  const firsts: number[] = [];
  for (let line = 0; line < lines.count; line++) if (starts[line]) firsts.push(line);
  const beforeTitles = kinds.slice(0, firsts[0]);
  const tellsBefore = beforeTitles.some((kind) => kind === 'paragraph' || kind === 'quotation');
  if (firsts.length === 0 || tellsBefore) {
    firsts.unshift(
      Math.max(
        0,
        beforeTitles.findIndex((kind) => kind !== 'noise' && kind !== 'caption'),
      ),
    );
  }
  firsts.forEach((first, index) => {
    const behind = firsts[index + 1] ?? lines.count;
    const blocks: Block[] = [];
    for (let line = first; line < behind; line++) {
      blocks.push({ kind: kinds[line]!, start: lines.starts[line]!, end: lines.ends[line]! });
    }
    articles.push({
      start: lines.starts[first]!,
      end: behind < lines.count ? lines.starts[behind]! : text.length,
      title: { start: lines.starts[first]!, end: lines.ends[first]! },
      blocks,
    });
  });
  return articles;
}
