// A browser for the tests: an installed one where it stands, the fetched one otherwise.
import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { fetchVSCode } from './fetch';

/** Starts a headless Chromium. It can reach 127.0.0.1 alone, whatever a page asks for. */
export async function launchBrowser(): Promise<Browser> {
  const { chromium: bundled, fontconfig } = await fetchVSCode();
  const options = installedBrowser() ?? (bundled && { executablePath: bundled.executable });
  if (!options) {
    throw new Error(
      `There is no browser to drive. The npm registry has a Chromium for Linux x64 only, not for ${process.platform} ${process.arch}.\n` +
        'Install Chromium or Chrome, or name one: CHROME_PATH=/path/to/chrome.',
    );
  }
  const libraries = [process.env.LD_LIBRARY_PATH, bundled?.libraries].filter(Boolean).join(':');
  return chromium.launch({
    ...options,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--font-render-hinting=none'],
    env:
      options.executablePath === bundled?.executable
        ? { ...environment(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fontconfig }
        : { ...environment(), FONTCONFIG_FILE: fontconfig },
  });
}

function installedBrowser(): Pick<LaunchOptions, 'executablePath' | 'channel'> | undefined {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
    return { executablePath: named };
  }
  const candidates = {
    linux: ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
    darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  }[process.platform as string];
  const found = candidates?.find((path) => existsSync(path));
  if (found !== undefined) return { executablePath: found };
  return process.platform === 'win32' ? { channel: 'msedge' } : undefined;
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
