import type { Annotation } from '../model';
import type {
  Feature,
  Format,
  Losses,
  OutgoingDocument,
  OutgoingMark,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Source,
} from './format';
import { addMark, baseName, documentOf, readTexts, spanFrom } from './import';
import { asList, asObject, asString, type JsonObject } from './json';
import { mapOffsets } from './offsets';

/** JSON Lines with the `entities` that spaCy's `Example.from_dict` takes, and a script that makes a DocBin of them. */
export const spacy = spacyFormat('spacy', 'spaCy entities', []);

/** The same with span groups (`spans.sc`), which may overlap. */
export const spacySpans = spacyFormat('spacy-spans', 'spaCy span groups', ['overlap']);

function spacyFormat(id: string, title: string, carries: readonly Feature[]): Format {
  const grouped = carries.includes('overlap');
  return {
    id,
    title,
    extensions: ['.jsonl'],
    unit: 'code points',
    carries: [...carries, 'line breaks'],
    writer: ({ name = 'corpus' }) => ({
      begin: () => [{ path: `${name}.jsonl`, text: '' }],
      document: (document, losses) => [{ path: `${name}.jsonl`, text: record(document, losses, grouped) }],
      end: () => [{ path: 'to_docbin.py', text: script }],
    }),
    read: (source, options) =>
      readTexts(source, (record, text, line) => readRecord(record, text, line, source, options)),
  };
}

function record({ file, text, marks, offsets }: OutgoingDocument, losses: Losses, grouped: boolean): string {
  const list: [number, number, string][] = [];
  for (const mark of marks) {
    const piece = trimmed(text, mark, losses);
    if (piece) list.push([offsets.to(piece.start), offsets.to(piece.end), mark.label]);
  }
  const marked = grouped ? { spans: { sc: list } } : { entities: list, links: {} };
  return JSON.stringify({ text, ...marked, meta: { file } }) + '\n';
}

/** spaCy refuses marks with blanks at their ends, and its English tokenizer cuts `CHF100m.` into `CHF100` and `m.`: such marks are counted. */
function trimmed(
  text: string,
  mark: OutgoingMark,
  losses: Losses,
): { start: number; end: number } | undefined {
  const { start, end } = mark.pieces[0]!;
  const words = text.slice(start, end);
  const bare = words.trim();
  if (bare === '') {
    losses.drop('token boundaries', mark);
    return undefined;
  }
  const from = start + words.indexOf(bare);
  const to = from + bare.length;
  const beforeStop =
    /\d\p{L}+$/u.test(bare.slice(-20)) && text[to] === '.' && /^(?:\s|$)/.test(text.slice(to + 1, to + 2));
  if (bare !== words || beforeStop) losses.lose('token boundaries', mark.text);
  return { start: from, end: to };
}

const script = `# Makes corpus.spacy of corpus.jsonl: python to_docbin.py corpus.jsonl corpus.spacy [language]
import json, sys
import spacy
from spacy.tokens import DocBin

nlp = spacy.blank(sys.argv[3] if len(sys.argv) > 3 else "en")
docs, lost = DocBin(), 0
for line in open(sys.argv[1], encoding="utf-8"):
    record = json.loads(line)
    doc = nlp.make_doc(record["text"])
    key = "entities" if "entities" in record else "spans"
    marks = record["entities"] if key == "entities" else record["spans"]["sc"]
    spans = [doc.char_span(start, end, label=label) for start, end, label in marks]
    lost += spans.count(None)
    spans = [span for span in spans if span is not None]
    if key == "entities":
        doc.ents = spans
    else:
        doc.spans["sc"] = spans
    docs.add(doc)
docs.to_disk(sys.argv[2])
print(f"{len(docs)} texts; {lost} marks do not end where tokens do and were left out", file=sys.stderr)
`;

/** Reads both kinds. A line without a file's name is named after its number. */
function* readRecord(
  record: JsonObject,
  text: string,
  line: number,
  source: Source,
  options: ReadOptions,
): Generator<ReadDocument | ReadProblem> {
  const offsets = mapOffsets(text, 'code points');
  const annotations: Annotation[] = [];
  const groups = Object.values(asObject(record.spans) ?? {}).flatMap(asList);
  for (const mark of [...asList(record.entities), ...groups]) {
    const [start, end, label] = asList(mark);
    const place = { pieces: [spanFrom(offsets, start, end)], label: asString(label) };
    yield* addMark(annotations, text, place, options, line);
  }
  const file = asString(asObject(record.meta)?.file) ?? `${baseName(source.path)}-${line}.txt`;
  yield documentOf(file, text, annotations);
}
