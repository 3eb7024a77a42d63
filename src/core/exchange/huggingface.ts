import type { Annotation } from '../model';
import { tagLabel } from './conll';
import type {
  Format,
  Losses,
  OutgoingDocument,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Reading,
  Source,
} from './format';
import {
  addTagged,
  askCompanion,
  askText,
  baseName,
  documentOf,
  problem,
  recordsOf,
  spanFrom,
} from './import';
import { asList, asNumber, asString, parseJson } from './json';
import { mapOffsets, type OffsetMap } from './offsets';
import { snapToTokens, tagsOf, tokenSentences, tokensOf } from './tokens';

/**
 * JSON Lines as Hugging Face's `load_dataset("json")` and token classification take them: a sentence a line, its
 * `tokens` and their `ner_tags` in IOB2 as strings. `corpus.labels.json` lists the tags for `ClassLabel(names=…)`.
 * `file` and `offsets` (code points in the file's text) lead back to the text.
 */
export const huggingface: Format = {
  id: 'huggingface',
  title: 'Hugging Face token classification',
  extensions: ['.jsonl'],
  unit: 'tokens',
  carries: [],
  writer: ({ name = 'corpus' }) => {
    const labels = new Set<string>();
    return {
      begin: () => [{ path: `${name}.jsonl`, text: '' }],
      document: (document, losses) => [{ path: `${name}.jsonl`, text: records(document, losses, labels) }],
      end: () => {
        const names = ['O', ...[...labels].sort().flatMap((label) => [`B-${label}`, `I-${label}`])];
        return [{ path: `${name}.labels.json`, text: JSON.stringify(names) + '\n' }];
      },
    };
  },
  read: readRecords,
};

function records({ file, text, marks }: OutgoingDocument, losses: Losses, labels: Set<string>): string {
  losses.lose('text', file);
  const tokens = tokensOf(text);
  const snapped = snapToTokens(
    tokens,
    marks.map((mark) => tagLabel(mark, losses)),
    losses,
  );
  for (const { mark } of snapped) labels.add(mark.label);
  const sentences = tokenSentences(text, tokens, snapped);
  const tags = tagsOf(tokens.length, snapped, 'iob2', sentences);
  const codePoints = mapOffsets(text, 'code points');
  const lines = sentences.map(({ first, end }, i) =>
    JSON.stringify({
      id: `${file}:${i}`,
      tokens: tokens.slice(first, end).map((token) => text.slice(token.start, token.end)),
      ner_tags: tags.slice(first, end),
      file,
      offsets: tokens
        .slice(first, end)
        .map((token) => [codePoints.to(token.start), codePoints.to(token.end)]),
    }),
  );
  return lines.map((line) => line + '\n').join('');
}

/** Tags are strings, or numbers into the tags of the labels file beside it. */
function* readRecords(source: Source, options: ReadOptions): Reading {
  const name = baseName(source.path);
  const names = asList(parseJson((yield* askCompanion(`${name}.labels.json`)) ?? '')).map(asString);
  let open: { file: string; text: string; offsets: OffsetMap; annotations: Annotation[] } | undefined;
  let missing: string | undefined;
  for (const item of recordsOf(source)) {
    if ('kind' in item) {
      yield item;
      continue;
    }
    const { line, record } = item;
    const tokens = strings(asList(record.tokens).map(asString));
    const given = asList(record.ner_tags ?? record.tags);
    const tags = strings(given.map((tag) => asString(tag) ?? names[asNumber(tag) ?? -1]));
    if (!tokens || !tags || tokens.length !== tags.length) {
      yield problem('syntax', asString(record.id) ?? name, line);
      continue;
    }
    const file = asString(record.file);
    const places = asList(record.offsets).map(asList);
    if (file === undefined || places.length !== tokens.length) {
      yield* readAlone(tokens, tags, `${asString(record.id) ?? `${name}-${line}`}.txt`, options, line);
      continue;
    }
    if (file !== open?.file) {
      if (open) yield documentOf(open.file, open.text, open.annotations);
      const text = yield* askText(file);
      open =
        text === undefined
          ? undefined
          : { file, text, offsets: mapOffsets(text, 'code points'), annotations: [] };
      if (text === undefined && missing !== file) yield problem('no text', file, line);
      missing = text === undefined ? file : undefined;
    }
    if (!open) continue;
    const { offsets, text, annotations } = open;
    const spans = places.map(([start, end]) => spanFrom(offsets, start, end));
    const odd = tokens.find((words, i) => text.slice(spans[i]!.start, spans[i]!.end) !== words);
    if (odd !== undefined) yield problem('quote', odd, line);
    else yield* addTagged(annotations, text, spans, tags, options, line);
  }
  if (open) yield documentOf(open.file, open.text, open.annotations);
}

/** A line without places is a text of its own: its tokens joined by blanks. */
function* readAlone(
  tokens: readonly string[],
  tags: readonly string[],
  file: string,
  options: ReadOptions,
  line: number,
): Generator<ReadDocument | ReadProblem> {
  let length = 0;
  const spans = tokens.map((token) => {
    const start = length;
    length += token.length + 1;
    return { start, end: start + token.length };
  });
  const text = tokens.join(' ');
  const annotations: Annotation[] = [];
  yield* addTagged(annotations, text, spans, tags, options, line);
  yield documentOf(file, text, annotations);
}

function strings(list: readonly (string | undefined)[]): readonly string[] | undefined {
  return list.every((item) => item !== undefined) ? list : undefined;
}
