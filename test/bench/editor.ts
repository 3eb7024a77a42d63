import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { noDecisions, type Annotation } from '../../src/core/model';
import { textFacts } from '../../src/core/sidecar/facts';
import { writeSidecar } from '../../src/core/sidecar/write';
import * as ui from '../ui/driver';
import { startMonitor, type Monitor } from './monitor';
import { figure, printTable } from './table';
import { benchText } from './texts';

/** Wall-clock milliseconds, since they are what a person waits. */
type Row = readonly [what: string, measured: string, goal: string];

/** What the extension costs in the real VS Code, in its node extension host. */
export async function editor(): Promise<void> {
  for (const [what, measure] of measures) {
    try {
      printTable(`In the real VS Code: ${what}`, ['', 'measured', 'goal'], await measure());
    } catch (error) {
      console.log(
        `\nIn the real VS Code: ${what}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

const measures: readonly (readonly [what: string, measure: () => Promise<Row[]>])[] = [
  ['starting', activation],
  ['a text of 10 MB', largeText],
  ['20,000 annotations', manyAnnotations],
  ['10,000 texts', manyTexts],
];
/** A machine that has other things to do takes its time; nobody waits longer for anything. */
const limit = 300_000;

async function activation(): Promise<Row[]> {
  return withMonitor({ from: 'samples' }, async (vscode, monitor) => {
    const { activation: milliseconds } = await monitor.until(({ activation }) => activation !== undefined);
    await ui.openFile(vscode, 'markets.txt');
    await ui.waitForText(vscode, /\d+ of \d+ decided/);
    await monitor.quiet();
    return [
      ['activation', `${figure(milliseconds)} ms`, '50 ms'],
      ['memory of the host with the sample', `${figure(monitor.read().memory)} MB`, ''],
    ];
  });
}

async function largeText(): Promise<Row[]> {
  const large = benchText(10).text;
  return withMonitor({ from: 'none', files: { 'large.corpus.txt': large } }, async (vscode, monitor) => {
    const { page } = vscode;
    const marked = marksShow(page);
    let since = Date.now();
    await ui.openFile(vscode, 'large.corpus.txt');
    const first = await marked;
    await ui.waitForText(vscode, /\d+ of \d+ decided/);
    await monitor.quiet();
    const opening = monitor.longestSince(since);

    await goTo(page, 20_000);
    since = Date.now();
    await page.keyboard.press('Home');
    await page.keyboard.type('Quorvane Bank raised half of it. ', { delay: 120 });
    await monitor.quiet();
    const typing = monitor.longestSince(since);
    await page.keyboard.type('They paid $73 million', { delay: 60 });
    const right = await underlined(page, '$73 million');

    since = Date.now();
    const scrolled: number[] = [];
    for (let times = 0; times < 8; times++) {
      await goTo(page, 3000 + times * 2500);
      scrolled.push(await marksShow(page));
    }
    const scrolling = monitor.longestSince(since);
    return [
      ['first marks after the text shows', `${figure(first)} ms`, '1,000 ms'],
      ['longest block of the host while it is opened', `${figure(opening)} ms`, '30 ms'],
      ['longest block while typing in it', `${figure(typing)} ms`, '30 ms'],
      ['a new number is marked after the last key', `${figure(right)} ms`, '300 ms'],
      ['marks after a jump, slowest of 8', `${figure(Math.max(...scrolled))} ms`, ''],
      ['longest block while jumping', `${figure(scrolling)} ms`, '30 ms'],
      ['memory of the host', `${figure(monitor.read().memory)} MB`, ''],
    ];
  });
}

async function manyAnnotations(): Promise<Row[]> {
  const large = benchText(10).text;
  const files = { 'large.corpus.txt': large, 'large.corpus.txt.ann.yaml': annotationsOf(large, 20_000) };
  return withMonitor({ from: 'none', files }, async (vscode, monitor) => {
    const { page } = vscode;
    const sidecar = join(vscode.folder, 'large.corpus.txt.ann.yaml');
    await ui.openFile(vscode, 'large.corpus.txt');
    await ui.waitForText(vscode, /[\d.,]+ of [\d.,]+ decided/);
    await monitor.quiet();
    const since = Date.now();
    const before = await caret(page);
    const jumped = await timed(async () => {
      await page.keyboard.press('Alt+A');
      await page.keyboard.press('N');
      await page.waitForFunction(caretIsElsewhere, before, { polling: 10 });
    });
    const written = (await stat(sidecar)).mtimeMs;
    const accepted = await timed(async () => {
      await page.keyboard.press('Alt+A');
      await page.keyboard.press('Enter');
      while ((await stat(sidecar)).mtimeMs === written) await new Promise((done) => setTimeout(done, 5));
    });
    await monitor.quiet();
    return [
      ['to the next suggestion', `${figure(jumped)} ms`, ''],
      ['accepted and on disk', `${figure(accepted)} ms`, ''],
      ['longest block meanwhile', `${figure(monitor.longestSince(since))} ms`, ''],
      ['memory of the host', `${figure(monitor.read().memory)} MB`, ''],
    ];
  });
}

async function manyTexts(): Promise<Row[]> {
  const { articles } = benchText(30);
  const files: Record<string, string> = { 'corpus.yaml': 'files: ["**/*.txt"]\n' };
  for (let i = 0; i < 10_000; i++) files[`${i % 100}/${i}.txt`] = articles[i % articles.length]!;
  return withMonitor({ from: 'none', files }, async (vscode, monitor) => {
    const since = Date.now();
    await ui.openFile(vscode, '4711.txt');
    await ui.waitForText(vscode, /Corpus: \d+ of \d+/);
    await vscode.page.getByText(/Corpus: \d+ of \d+/).waitFor({ state: 'hidden' });
    const read = Date.now() - since;
    await monitor.quiet();
    return [
      ['read in the background in', `${figure(read)} ms`, ''],
      ['longest block meanwhile', `${figure(monitor.longestSince(since))} ms`, '30 ms'],
      ['memory of the host', `${figure(monitor.read().memory)} MB`, ''],
    ];
  });
}

async function withMonitor(
  workspace: ui.VSCodeOptions['workspace'],
  work: (vscode: ui.VSCode, monitor: Monitor) => Promise<Row[]>,
): Promise<Row[]> {
  const monitor = startMonitor();
  const vscode = await ui.openVSCode({
    workspace,
    others: [monitor.folder],
    settings: { 'editor.minimap.enabled': false },
    size: { width: 1400, height: 900 },
  });
  vscode.page.setDefaultTimeout(limit);
  try {
    await monitor.until(() => true);
    return await work(vscode, monitor);
  } finally {
    await vscode.close();
    monitor.remove();
  }
}

/** Milliseconds from when text shows until something in it is marked. */
function marksShow(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        let shown: number | undefined;
        const look = (): void => {
          if (document.querySelector('.editor-instance .view-line')) shown ??= performance.now();
          const marked = [...document.querySelectorAll('.editor-instance .view-line span')].some((span) =>
            getComputedStyle(span).textDecorationLine.includes('underline'),
          );
          if (shown !== undefined && marked) done(performance.now() - shown);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** Milliseconds from now until these words are marked. */
function underlined(page: Page, words: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        const start = performance.now();
        const look = (): void => {
          const marked = [...document.querySelectorAll('.editor-instance .view-line span > span')].some(
            (span) =>
              span.textContent.replaceAll('\u00a0', ' ').includes(wanted) &&
              getComputedStyle(span).textDecorationLine.includes('underline'),
          );
          if (marked) done(performance.now() - start);
          else requestAnimationFrame(look);
        };
        look();
      }),
    words,
  );
}

async function goTo(page: Page, line: number): Promise<void> {
  await page.keyboard.press('Control+G');
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.fill(`:${line}`);
  await input.press('Enter');
  await page.getByText(`Ln ${line.toLocaleString('en').replaceAll(',', '')},`).waitFor();
}

async function caret(page: Page): Promise<string> {
  return page.locator('.statusbar-item').filter({ hasText: /^Ln / }).first().innerText();
}

function caretIsElsewhere(before: string): boolean {
  const items = [...document.querySelectorAll<HTMLElement>('.statusbar-item')];
  return items.some(({ innerText }) => innerText.startsWith('Ln ') && innerText !== before);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A sidecar that accepts so many capitalised words of a text. */
function annotationsOf(text: string, count: number): string {
  const annotations: Annotation[] = [];
  for (const { 0: word, index } of text.matchAll(/(?<=[a-z,] )[A-Z][a-z]{3,}/g)) {
    if (annotations.length === count) break;
    annotations.push({
      id: annotations.length.toString(36).padStart(6, '0'),
      pieces: [{ start: index, end: index + word.length }],
      label: 'ORG',
      text: word,
      status: 'accepted',
    });
  }
  return writeSidecar(undefined, { ...noDecisions, annotations }, textFacts('large.corpus.txt', text));
}
