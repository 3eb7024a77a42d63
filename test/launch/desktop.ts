// The other way: a VS Code desktop, driven by @vscode/test-electron.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { copyWorkspace } from './workspace';
import { temporaryFolder } from './lifetime';

/** Runs the tests in the VS Code at `which`, or in one it downloads where `which` is 'download'; true where all passed. */
export async function openDesktop(which: string, extensionTestsPath: string): Promise<boolean> {
  if (which !== 'download' && !existsSync(which))
    throw new Error(`CORPUS_ANNOTATOR_VSCODE names ${which}, which does not exist.`);
  const vscodeExecutablePath = which === 'download' ? await downloadAndUnzipVSCode('stable') : which;
  console.log(`\nVS Code desktop: ${vscodeExecutablePath}`);
  const workspace = copyWorkspace();
  const profile = temporaryFolder();
  try {
    const code = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: resolve('.'),
      extensionTestsPath,
      extensionTestsEnv: { CORPUS_ANNOTATOR_DESKTOP: '1' },
      launchArgs: [
        workspace.path,
        '--user-data-dir',
        profile.path,
        '--disable-extensions',
        '--disable-workspace-trust',
        '--skip-welcome',
      ],
    });
    return code === 0;
  } finally {
    workspace.remove();
    profile.remove();
  }
}
