// A person at VS Code: opens it, types, clicks, points and looks. Every step waits for what it brings about, never for time.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchBrowser } from '../launch/browser';
import { outsideRequests } from '../launch/requests';
import { startServer, type Server } from '../launch/server';
import { copyWorkspace, type WorkspaceContents } from '../launch/workspace';

export type Theme = 'light' | 'dark' | 'high contrast' | 'high contrast light';

export interface VSCodeOptions {
  /** What stands in the folder that is opened: the sample corpus where left out. */
  readonly workspace?: WorkspaceContents;
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The tag of the language that VS Code tells its extensions to speak; its own words stay English. */
  readonly language?: string;
  /** In CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** A VS Code in a browser with the extension installed. */
export interface VSCode {
  readonly page: Page;
  /** The opened folder, a copy that tests may change: an absolute path. */
  readonly folder: string;
  /** What was asked for outside 127.0.0.1 so far. */
  readonly outsideRequests: readonly string[];
  readonly server: Server;
  readonly close: () => Promise<void>;
}

/** The colour themes by the names VS Code lists them under, and the class each gives the window. */
const themes: Record<Theme, { readonly id: string; readonly label: string; readonly class: string }> = {
  light: { id: 'Light Modern', label: 'Light Modern', class: 'vs' },
  dark: { id: 'Dark Modern', label: 'Dark Modern', class: 'vs-dark' },
  'high contrast': { id: 'Default High Contrast', label: 'Dark High Contrast', class: 'hc-black' },
  'high contrast light': {
    id: 'Default High Contrast Light',
    label: 'Light High Contrast',
    class: 'hc-light',
  },
};

/** Things that move or come by chance have no place in a test or in a picture. */
const steadySettings = {
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.smoothScrolling': false,
  'workbench.list.smoothScrolling': false,
};

/** Starts VS Code on a fresh copy of a folder and waits until it knows its extensions. */
export async function openVSCode({
  workspace,
  theme = 'light',
  settings,
  language,
  size,
}: VSCodeOptions = {}): Promise<VSCode> {
  const endings: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    const copy = copyWorkspace(workspace);
    endings.push(copy.remove);
    const allSettings = { ...steadySettings, 'workbench.colorTheme': themes[theme].id, ...settings };
    const server = await startServer({ workspace: copy.path, mode: 'installed', settings: allSettings });
    endings.push(server.stop);
    const browser = await launchBrowser();
    endings.push(() => browser.close());
    const page = await browser.newPage({ viewport: size ?? { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    const outside = outsideRequests(page);
    if (language !== undefined) await page.addInitScript(setLanguage, language);
    await page.goto(server.url);
    await ready(page);
    return { page, folder: copy.path, outsideRequests: outside, server, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs in the page, before VS Code: what a language pack says of itself there stays as it is set here. */
function setLanguage(language: string): void {
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set: () => undefined });
}

/** In a suite: keeps a picture of each test that fails in artifacts/ui/failed/. */
export function keepPicturesOfFailures(vscode: () => VSCode | undefined): void {
  teardown(async function () {
    const opened = vscode();
    const test = this.currentTest;
    if (!opened || test?.state !== 'failed') return;
    console.log(`Screenshot: ${await screenshot(opened, `failed/${test.fullTitle().replace(/\W+/g, '-')}`)}`);
  });
}

/** VS Code notes in the page's performance marks how far it has come. */
async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('code/didLoadExtensions').length > 0);
  await page.locator('.statusbar-item').first().waitFor();
}

/**
 * Reloads the window once VS Code has noted which editors are open, or `atOnce`, and waits until it is there again.
 */
export async function reloadWindow({ page }: VSCode, { atOnce = false } = {}): Promise<void> {
  // In a browser VS Code writes its state every few seconds; what happened since would be lost.
  if (!atOnce) await page.waitForFunction(editorsAreStored, undefined, { polling: 100 });
  await page.reload();
  await ready(page);
}

/** Runs in the page: whether VS Code's database there names every editor that has a tab. */
async function editorsAreStored(): Promise<boolean> {
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, failed) => {
      request.onsuccess = () => {
        done(request.result);
      };
      request.onerror = () => {
        failed(request.error ?? new Error('IndexedDB'));
      };
    });
  let stored = '';
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db-')) continue;
    const database = await asked(indexedDB.open(name));
    const table = database.transaction('ItemTable').objectStore('ItemTable');
    stored += String(await asked(table.get('memento/workbench.parts.editor')));
    database.close();
  }
  const tabs = [...document.querySelectorAll('.tab[data-resource-name]')];
  return tabs.every((tab) => stored.includes(tab.getAttribute('data-resource-name') ?? ''));
}

/** Opens a file of the folder by its name through quick open and waits for its text. */
export async function openFile({ page }: VSCode, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+P');
  await choose(page, name, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Runs a command by its full title in the command palette, such as 'View: Toggle Word Wrap'. */
export async function runCommand({ page }: VSCode, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await choose(page, `>${title}`, title);
}

/** Types into the quick input and clicks the row with this label. */
async function choose(page: Page, typed: string, label: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.fill(typed);
  const row = page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) });
  await row.first().click();
  await inputTaken(page, typed);
}

/** Waits until the quick input no longer holds what was typed: it is gone or asks the next thing. */
async function inputTaken(page: Page, typed: string): Promise<void> {
  await page.waitForFunction((before) => {
    const input = document.querySelector<HTMLInputElement>('.quick-input-widget input[type="text"]');
    return !input?.checkVisibility() || input.value !== before;
  }, typed);
}

/** Answers an input box that is open: types `text` and presses Enter. */
export async function answer({ page }: VSCode, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.fill(text);
  await input.press('Enter');
  await inputTaken(page, text);
}

/** Picks the row of an open quick pick by its label. */
export async function pick({ page }: VSCode, label: string): Promise<void> {
  await choose(page, label, label);
}

/** Waits until the text stands anywhere on the screen. */
export async function waitForText({ page }: VSCode, text: string | RegExp): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor();
}

/** Waits for a notification with this text and returns the whole of it. */
export async function notification({ page }: VSCode, text: string | RegExp): Promise<string> {
  const toast = page.locator('.notification-toast .notification-list-item-message').filter({ hasText: text });
  return toast.first().innerText();
}

/** Points at the first visible `word` of the editor and returns the hover's text once `expected` is in it. */
export async function hoverWord(
  vscode: VSCode,
  word: string,
  expected: string | RegExp = /./,
): Promise<string> {
  const { page } = vscode;
  const { x, y } = await placeOf(vscode, word);
  // From beside the text, so that the pointer comes upon the word afresh.
  await page.mouse.move(x, y - 200);
  await page.mouse.move(x, y, { steps: 3 });
  const hover = page.locator('.monaco-hover:visible').filter({ hasText: expected }).first();
  await hover.waitFor();
  return hover.innerText();
}

/** Puts the caret into the first visible `word`; a double click selects it. */
export async function clickWord(vscode: VSCode, word: string, { count = 1 } = {}): Promise<void> {
  const { x, y } = await placeOf(vscode, word);
  await vscode.page.mouse.click(x, y, { clickCount: count });
}

/** Selects the first visible `words` of one line in the editor. */
export async function selectWords(vscode: VSCode, words: string): Promise<void> {
  const { left, right, y } = await boxOf(vscode, words);
  await vscode.page.mouse.click(left, y);
  await vscode.page.keyboard.down('Shift');
  await vscode.page.mouse.click(right, y);
  await vscode.page.keyboard.up('Shift');
}

/** Clicks what says `text`, wherever it is. */
export async function clickText({ page }: VSCode, text: string): Promise<void> {
  await page.getByText(text, { exact: true }).filter({ visible: true }).first().click();
}

/** The middle of the first visible `word` in the editor, in CSS pixels, once it is there. */
async function placeOf(vscode: VSCode, word: string): Promise<{ x: number; y: number }> {
  const { left, right, y } = await boxOf(vscode, word);
  return { x: (left + right) / 2, y };
}

/** Where the first visible `word` in the editor is, in CSS pixels, once it is there. */
async function boxOf({ page }: VSCode, word: string): Promise<{ left: number; right: number; y: number }> {
  const found = await page.waitForFunction((wanted) => {
    for (const line of document.querySelectorAll('.editor-instance .view-line')) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const characters: { node: Node; offset: number }[] = [];
      let text = '';
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const content = node.nodeValue ?? '';
        text += content.replace(/\u00a0/g, ' ');
        for (let offset = 0; offset < content.length; offset++) characters.push({ node, offset });
      }
      const start = text.indexOf(wanted);
      const first = characters[start];
      const last = characters[start + wanted.length - 1];
      if (!first || !last) continue;
      const range = document.createRange();
      range.setStart(first.node, first.offset);
      range.setEnd(last.node, last.offset + 1);
      const box = range.getBoundingClientRect();
      return { left: box.left, right: box.right, y: box.y + box.height / 2 };
    }
    return undefined;
  }, word);
  const place = await found.jsonValue();
  if (!place) throw new Error(`The editor does not show ${word}`);
  return place;
}

/** A piece of a line in the editor as it is drawn: one `span`, its text and what VS Code calls it. */
export interface LineSpan {
  readonly text: string;
  readonly classes: readonly string[];
  readonly color: string;
  readonly fontStyle: string;
  readonly textDecoration: string;
}

/** The spans of the first visible line that has `text` in it, from left to right. */
export async function lineSpans({ page }: VSCode, text: string): Promise<LineSpan[]> {
  return line(page, text).evaluate((element) =>
    [...element.querySelectorAll('span > span')].map((span) => {
      const { color, fontStyle, textDecorationLine: textDecoration } = getComputedStyle(span);
      return {
        text: span.textContent.replace(/\u00a0/g, ' '),
        classes: [...span.classList],
        color,
        fontStyle,
        textDecoration,
      };
    }),
  );
}

function line(page: Page, text: string): Locator {
  // VS Code draws spaces as no-break ones, which Playwright folds.
  return page.locator('.editor-instance .view-line').filter({ hasText: text }).first();
}

/** A decoration that is drawn under or around text. */
export interface Mark {
  readonly text: string;
  readonly background: string;
  readonly border: string;
}

/** The visible decorations of the editor that extensions made, with the text each lies on, in reading order. */
export async function marks({ page }: VSCode): Promise<Mark[]> {
  return page
    .locator('.editor-instance')
    .first()
    .evaluate((editor) => {
      const boxes = [...editor.querySelectorAll<HTMLElement>('.view-overlays .cdr[class*="ced-"]')];
      const lines = [...editor.querySelectorAll('.view-line')];
      const textIn = (box: DOMRect) => {
        const line = lines.find((line) => {
          const { top, bottom } = line.getBoundingClientRect();
          return top <= box.top + box.height / 2 && box.top + box.height / 2 < bottom;
        });
        const walker = line && document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        let text = '';
        for (let node = walker?.nextNode(); node; node = walker?.nextNode()) {
          for (let offset = 0; offset < (node.nodeValue ?? '').length; offset++) {
            range.setStart(node, offset);
            range.setEnd(node, offset + 1);
            const { left, width } = range.getBoundingClientRect();
            if (box.left <= left + width / 2 && left + width / 2 < box.right)
              text += node.nodeValue?.[offset] ?? '';
          }
        }
        return text.replace(/\u00a0/g, ' ');
      };
      return boxes
        .map((element) => ({ box: element.getBoundingClientRect(), style: getComputedStyle(element) }))
        .sort((one, other) => one.box.top - other.box.top || one.box.left - other.box.left)
        .map(({ box, style }) => ({
          text: textIn(box),
          background: style.backgroundColor,
          border: style.border,
        }));
    });
}

/** A row of a tree or list as it is shown. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** 1 at the top. */
  readonly level: number;
  readonly expanded: boolean | undefined;
}

/** The visible rows of the view with this title, once there is one at least. */
export async function treeRows({ page }: VSCode, title: string): Promise<TreeRow[]> {
  const rows = pane(page, title).locator('.monaco-list-row');
  await rows.first().waitFor();
  return rows.evaluateAll((elements) =>
    elements
      .toSorted(
        (one, other) => Number(one.getAttribute('data-index')) - Number(other.getAttribute('data-index')),
      )
      .map((row) => ({
        label: row.querySelector('.label-name, .monaco-icon-name-container')?.textContent ?? row.textContent,
        description:
          row.querySelector('.label-description, .monaco-icon-description-container')?.textContent ?? '',
        level: Number(row.getAttribute('aria-level')),
        expanded: row.hasAttribute('aria-expanded')
          ? row.getAttribute('aria-expanded') === 'true'
          : undefined,
      })),
  );
}

/** Clicks the row with this label in the view with this title. */
export async function clickTreeRow({ page }: VSCode, title: string, label: string): Promise<void> {
  await pane(page, title)
    .locator('.monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) })
    .first()
    .click();
}

/** Clicks a button of the row with this label in the view with this title. */
export async function clickRowAction(
  vscode: VSCode,
  title: string,
  label: string,
  action: string,
): Promise<void> {
  const { page } = vscode;
  const row = pane(page, title)
    .locator('.monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) })
    .first();
  await row.hover();
  await row.getByRole('button', { name: action }).click();
}

/** Ticks the row with this label in an open quick pick of many, and says that this is all. */
export async function check({ page }: VSCode, label: string): Promise<void> {
  await page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) })
    .first()
    .click();
  await page.keyboard.press('Enter');
}

function pane(page: Page, title: string): Locator {
  const header = page
    .locator('.pane-header')
    .filter({ has: page.locator('.title').getByText(title, { exact: true }) });
  return page.locator('.pane').filter({ has: header }).first();
}

/** Opens the Problems panel and returns its rows' texts once there is one with `expected` in it. */
export async function problems(vscode: VSCode, expected: string | RegExp = /./): Promise<string[]> {
  const { page } = vscode;
  const rows = page.locator('.markers-panel .monaco-list-row');
  if (!(await page.locator('.markers-panel').isVisible()))
    await runCommand(vscode, 'Problems: Focus on Problems View');
  await rows.filter({ hasText: expected }).first().waitFor();
  return rows.allInnerTexts();
}

/** Changes user settings and reloads the window, since in a browser VS Code reads the settings file but once. */
export async function changeSettings(
  vscode: VSCode,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { settingsFile } = vscode.server;
  const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as object;
  writeFileSync(settingsFile, JSON.stringify({ ...settings, ...changes }, undefined, 2));
  await reloadWindow(vscode);
}

/** Changes the colour theme and waits until it is there. */
export async function useTheme(vscode: VSCode, theme: Theme): Promise<void> {
  await runCommand(vscode, 'Preferences: Color Theme');
  await pick(vscode, themes[theme].label);
  await vscode.page.locator(`.monaco-workbench.${themes[theme].class}`).waitFor();
}

/** Takes a picture of the whole window into artifacts/ui/NAME.png and returns its path. */
export async function screenshot({ page }: VSCode, name: string): Promise<string> {
  const path = resolve('artifacts/ui', `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled', caret: 'initial' });
  return path;
}
