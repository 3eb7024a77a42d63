import { counts, increment, type Count } from '../companies/resolve';
import type { Entity, Label } from '../model';
import { filesOf, type Corpus } from './corpus';
import { articleIndexAt, markAt, type IndexedMark, type IndexedText, type IndexedThing } from './indexedText';
import { foldedName } from './makeEntry';

/** One thing of the corpus, by all its names in all texts. */
export interface CorpusThing {
  /** The register's or a sidecar's id, else a slug of the name; unique in the corpus. */
  readonly id: string;
  readonly label: Label;
  readonly name: string;
  /** Its entry in the register. */
  readonly entity?: Entity;
  /** The spellings seen, the most frequent first. */
  readonly aliases: readonly Count[];
  /** The labels it was seen under, the most frequent first. */
  readonly labels: readonly Count[];
  readonly mentions: number;
  readonly decided: number;
  /** How many articles name it. */
  readonly articles: number;
  /** The day of the latest dated article that names it. */
  readonly newest?: string;
  /** Where it is named, in the order of the files' names. */
  readonly places: readonly ThingPlace[];
}

/** One text that names a thing. */
export interface ThingPlace {
  readonly file: string;
  /** The entry as it was when the things were joined. */
  readonly text: IndexedText;
  /** Index of the thing in `text`. */
  readonly thing: number;
}

/** The things of a corpus, and which one a name of a text stands for. */
export interface CorpusThings {
  readonly all: readonly CorpusThing[];
  readonly byId: ReadonlyMap<string, CorpusThing>;
  of(file: string, thing: number): CorpusThing | undefined;
}

/** All things of a corpus, in one go; see `thingsInSteps`. */
export function thingsOf(corpus: Corpus, register: readonly Entity[] = []): CorpusThings {
  const steps = thingsInSteps(corpus, register);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Joins what the texts name over the corpus: things with one id of the register or a sidecar, and things with one
 * name (case, accents and legal forms aside). A short form that stands alone in a text stays by itself. In the order
 * of the files' names. Pauses now and then, so that a caller can let others work. Linear in the things of all texts.
 */
export function* thingsInSteps(
  corpus: Corpus,
  register: readonly Entity[] = [],
): Generator<void, CorpusThings> {
  const entries = new Map(register.map((entity) => [entity.id, entity]));
  const keyOfName = new Map<string, string>();
  for (const { id, label, name, aliases = [] } of register) {
    for (const each of [name, ...aliases]) {
      const folded = foldedName(each, label);
      if (!keyOfName.has(folded)) keyOfName.set(folded, `id\n${id}`);
    }
  }
  const files = filesOf(corpus);
  // The index may change while this goes on.
  const texts = new Map(corpus.texts);
  const later: Member[] = [];
  const groups = new Map<string, Member[]>();
  const join = (key: string, member: Member): void => {
    const members = groups.get(key);
    if (members) members.push(member);
    else groups.set(key, [member]);
  };
  const ownNames = new Map<string, string>();
  for (const [i, file] of files.entries()) {
    if (i % filesInStep === filesInStep - 1) yield;
    const text = texts.get(file)!;
    text.things.forEach((thing, index) => {
      const member = { file, text, index, thing };
      if (!thing.isEntry) return later.push(member);
      const key = `id\n${thing.id}`;
      if (!ownNames.has(thing.folded)) ownNames.set(thing.folded, key);
      return join(key, member);
    });
  }
  for (const [i, member] of later.entries()) {
    if (i % thingsInStep === thingsInStep - 1) yield;
    const { folded } = member.thing;
    join(keyOfName.get(folded) ?? ownNames.get(folded) ?? folded, member);
  }
  const taken = new Set<string>();
  const all: CorpusThing[] = [];
  const byMember = new Map<string, CorpusThing>();
  let done = 0;
  for (const [key, members] of groups) {
    const wanted = key.startsWith('id\n') ? key.slice(3) : members[0]!.thing.id;
    const thing = joined(unique(wanted, taken), entries.get(wanted), members);
    all.push(thing);
    for (const { file, index } of members) byMember.set(`${index}\n${file}`, thing);
    done += members.length;
    if (done > thingsInStep) {
      done = 0;
      yield;
    }
  }
  return {
    all,
    byId: new Map(all.map((thing) => [thing.id, thing])),
    of: (file, thing) => byMember.get(`${thing}\n${file}`),
  };
}

/** A mention of a thing, with where it stands. */
export interface ThingMention extends IndexedMark {
  readonly file: string;
  readonly text: IndexedText;
  /** Index of the article; -1 for what stands before the first one. */
  readonly article: number;
}

/** All mentions of a thing, in the order of the files' names and of the texts. */
export function mentionsOf({ places }: Pick<CorpusThing, 'places'>): ThingMention[] {
  const byFile = new Map<string, { readonly text: IndexedText; readonly marks: number[] }>();
  for (const { file, text, thing } of places) {
    // A thing of the corpus may be two in one text: their mentions come in the text's order all the same.
    const known = byFile.get(file) ?? { text, marks: [] };
    for (const mark of text.things[thing]!.marks) known.marks.push(mark);
    byFile.set(file, known);
  }
  return [...byFile].flatMap(([file, { text, marks }]) =>
    marks
      .sort((a, b) => a - b)
      .map((index) => {
        const mark = markAt(text, index);
        return { ...mark, file, text, article: articleIndexAt(text, mark.start) };
      }),
  );
}

interface Member {
  readonly file: string;
  readonly text: IndexedText;
  readonly index: number;
  readonly thing: IndexedThing;
}

const filesInStep = 200;
const thingsInStep = 2000;

function unique(id: string, taken: Set<string>): string {
  let free = id;
  for (let n = 2; taken.has(free); n++) free = `${id}-${n}`;
  taken.add(free);
  return free;
}

function joined(id: string, entity: Entity | undefined, members: readonly Member[]): CorpusThing {
  const aliases = new Map<string, number>();
  const labels = new Map<string, number>();
  const names = new Map<string, number>();
  let mentions = 0;
  let decided = 0;
  for (const { thing } of members) {
    for (const { text, count } of thing.aliases) increment(aliases, text, count);
    for (const { text, count } of thing.labels) increment(labels, text, count);
    increment(names, thing.name, thing.marks.length);
    mentions += thing.marks.length;
    decided += thing.decided;
  }
  const { articles, newest } = articlesNaming(members);
  const seen = counts(labels);
  return {
    id,
    label: entity?.label ?? seen[0]!.text,
    name: entity?.name ?? counts(names)[0]!.text,
    ...(entity && { entity }),
    aliases: counts(aliases),
    labels: seen,
    mentions,
    decided,
    articles,
    ...(newest !== undefined && { newest }),
    places: members.map(({ file, text, index }) => ({ file, text, thing: index })),
  };
}

/** How many articles name any of the members, and the day of the latest of them. */
function articlesNaming(members: readonly Member[]): { articles: number; newest?: string } {
  let articles = 0;
  let newest: string | undefined;
  let file: string | undefined;
  let seen = new Set<number>();
  for (const member of members) {
    if (member.file !== file) [file, seen] = [member.file, new Set<number>()];
    const { text } = member;
    for (const article of member.thing.articles) {
      if (seen.has(article)) continue;
      seen.add(article);
      articles++;
      const date = text.articles[article]?.date;
      if (date !== undefined && (newest === undefined || date > newest)) newest = date;
    }
  }
  return { articles, ...(newest !== undefined && { newest }) };
}
