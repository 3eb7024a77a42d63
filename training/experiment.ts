import { entityLabels } from '../src/core/model';
import { firstLook, secondLook } from '../src/core/recognize/names/analyze';
import { openLexicon } from '../src/core/recognize/names/lexicon';
import { openModel, type Model } from '../src/core/recognize/names/model';
import { readArticle } from '../src/core/recognize/names/reading';
import { createVocabulary } from '../src/core/recognize/names/vocabulary';
import { readdirSync, existsSync } from 'node:fs';
import { readGoldExamples, readTexts, type Example } from './corpus';
import { readLexicons } from './lexicons';
import { score, summary, type Tallies } from './names/evaluation';
import { prepare, settings, train } from './names/trainer';

const t0 = Date.now();
const lexicon = readLexicons();
const vocabulary = createVocabulary(openLexicon(lexicon));
const articles = readTexts('training/texts').map((example) => prepare(example, vocabulary));
console.log(
  'entries',
  lexicon.hashes.length,
  'articles',
  articles.length,
  'stretches',
  articles.reduce((n, a) => n + a.stretches.length, 0),
);
{
  let marks = 0,
    found = 0,
    whole = 0,
    all = 0;
  for (const a of articles) {
    marks += a.example.marks.filter((m) => (entityLabels as readonly string[]).includes(m.labels[0]!)).length;
    for (const s of a.stretches) {
      all++;
      if (s.whole) whole++;
      for (let p = 0; p < s.from.length; p++) if (s.right.subarray(p * 6, p * 6 + 6).some((x) => x)) found++;
    }
  }
  console.log('representable', found, 'of', marks, 'whole stretches', whole, 'of', all);
}
const predict = (model: Model, example: Example) => {
  const reading = readArticle(example, createVocabulary(model.lexicon));
  return secondLook(reading, firstLook(reading, model), model).map(({ from, to, label }) => ({
    start: reading.starts[from]!,
    end: reading.ends[to - 1]!,
    label: entityLabels[label]!,
  }));
};
const showErrors = process.argv.includes('--errors');
const folds = process.argv.includes('--full') ? 5 : 0;
// training files in one fold: whole files, so that a world invented for a file isn't on both sides
const files = [...new Set(articles.map((a) => a.example.name.split('#')[0]!))];
const quick = process.argv.includes('--quick');
{
  const tallies: Tallies = new Map();
  const errors: string[] = [];
  const n = 5;
  for (let fold = 0; fold < (quick ? 1 : folds); fold++) {
    const test = new Set(files.filter((f) => (Number(/(\d)\.txt/.exec(f)![1]) - 1) % n === fold));
    const model = openModel(
      train(
        articles.filter((a) => !test.has(a.example.name.split('#')[0]!)),
        lexicon,
        settings,
      ),
    );
    for (const a of articles)
      if (test.has(a.example.name.split('#')[0]!))
        score(a.example, predict(model, a.example), tallies, errors);
  }
  if (tallies.size) console.log('cv      ', summary(tallies), `${((Date.now() - t0) / 1000).toFixed(0)} s`);
  if (showErrors) console.log(errors.join('\n'));
}
if (!process.argv.includes('--cv')) {
  const data = train(articles, lexicon, settings);
  const model = openModel(data);
  console.log(
    'features',
    data.features.length,
    'model bytes ~',
    data.features.length * 10 + lexicon.hashes.length * 8 + lexicon.ordinary.length,
  );
  const extra = '/work/extra-gold';
  const sets: [string, string[]][] = [
    ['dev', ['dev1', 'dev2'].map((n) => `../shared/corpus/${n}.gold.txt`)],
    ['techcrunch', ['../shared/corpus/techcrunch.gold.txt']],
    [
      'extra',
      existsSync(extra)
        ? readdirSync(extra)
            .filter((f) => f.endsWith('.gold.txt'))
            .map((f) => `${extra}/${f}`)
        : [],
    ],
  ];
  for (const [name, list] of sets) {
    const tallies: Tallies = new Map();
    const errors: string[] = [];
    for (const file of list)
      for (const e of readGoldExamples(file)) score(e, predict(model, e), tallies, errors);
    console.log(name.padEnd(10), summary(tallies));
    if (showErrors && name === 'extra') console.log(errors.join('\n'));
  }
}
console.log(((Date.now() - t0) / 1000).toFixed(0), 's');
