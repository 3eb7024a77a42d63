import { basename } from 'node:path';
import { agreementOf, type LayeredText, type PairAgreement } from '../../core/agreement/agreement';
import { findArticles } from '../../core/articles/articles';
import type { Layer } from '../../core/layers/layer';
import { annotatorOf, layerIn } from '../../core/layers/names';
import { noDecisions } from '../../core/model';
import { bind } from '../../core/sidecar/bind';
import { textFacts, type TextFacts } from '../../core/sidecar/facts';
import { readSidecar } from '../../core/sidecar/read';
import { agreementReport } from '../../words/agreement';
import { inEnglish } from '../../words/translate';
import type { Command } from '../commandLine';
import { createFailures } from '../failures';
import { readPlainText, readTextFile } from '../files';
import { print, printLine, startProgress, tell } from '../output';
import { brokenSidecar, isSidecarName, textOfSidecar } from '../sidecarFiles';
import { walk } from '../walk';

export const agreementCommand: Command = {
  name: 'agreement',
  usage: 'A B | PATH… [--json]',
  help: [
    'measures how well annotators agree',
    '',
    'A and B are two annotations files of the same text. Of a folder, every TEXT.NAME.ann.yaml below it is the layer of',
    'one annotator; every two annotators are compared on the texts that both have a layer on. Prints a report in Markdown:',
    'F1 of exact and of overlapping marks by label, Cohen’s kappa over tokens, Krippendorff’s alpha for unitizing, and what',
    'these do not see.',
    '',
    '  --json  one JSON object a pair of annotators, one a line; null where a figure is not defined',
  ].join('\n'),
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(paths, { json }) {
    const failures = createFailures();
    const progress = startProgress('Comparing');
    const texts = new Map<string, Opened>();
    const isNamed = (file: string): boolean => paths.includes(file);
    for await (const file of walk(paths, isSidecarName, failures)) {
      progress.step();
      try {
        await addLayer(texts, file, isNamed(file));
      } catch (error) {
        failures.tell(file, error);
      }
    }
    progress.end();
    const agreement = agreementOf([...texts.values()].map(layeredText));
    if (json) for (const pair of agreement.pairs) await printLine(asJson(pair));
    else await print(agreementReport(agreement, inEnglish));
    if (agreement.pairs.length === 0)
      tell(
        'there are no two layers of one text here. Name a folder that has some, or two annotations files.',
      );
    return failures.count > 0 ? 1 : 0;
  },
};

/** A text, and the layers on it. */
interface Opened {
  readonly facts: TextFacts;
  readonly layers: Layer[];
}

/** Sidecars that everybody shares are layers only where somebody names them: they are not independent. */
async function addLayer(texts: Map<string, Opened>, sidecar: string, isNamed: boolean): Promise<void> {
  const { file, isLayer } = await textOfSidecar(sidecar);
  if (!isLayer && !isNamed) return;
  const source = await readTextFile(sidecar);
  const { document, findings } = readSidecar(source);
  if (!document?.writable) throw brokenSidecar(sidecar, source, findings);
  const facts = textFacts(basename(file), await readPlainText(file));
  // Two named files may lie beside copies of one text.
  const key = isNamed ? `${facts.sha256} ${facts.file}` : file;
  const opened = texts.get(key) ?? { facts, layers: [] };
  texts.set(key, opened);
  const { decisions } = bind(document, facts);
  const layer = isLayer ? layerIn(basename(sidecar), basename(file)) : undefined;
  opened.layers.push({ annotator: layer === undefined ? sidecar : annotatorOf(layer), decisions });
}

/** Each annotator may have cut the text into articles differently: what the recogniser says is the same for all. */
function layeredText({ facts, layers }: Opened): LayeredText {
  return { text: facts.text, articles: findArticles(facts.text, noDecisions), layers };
}

function asJson({ annotators, texts, labels, all, kappa, leftOut }: PairAgreement): string {
  const figures = ({ marks, exact, overlap, alpha }: PairAgreement['all']): object => ({
    marks,
    exactF1: orNull(exact),
    overlapF1: orNull(overlap),
    alpha: orNull(alpha),
  });
  return JSON.stringify({
    annotators,
    texts,
    ...figures(all),
    kappa: orNull(kappa.value),
    tokens: kappa.items,
    labels: Object.fromEntries(labels.map((label) => [label.label, figures(label)])),
    leftOut,
  });
}

/** Figures have more digits than they mean. */
function orNull(figure: number | undefined): number | null {
  return figure === undefined ? null : Math.round(figure * 1e6) / 1e6;
}
