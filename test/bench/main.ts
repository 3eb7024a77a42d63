/**
 * Measures speed and size, and prints them as ratios to a peer or a limit measured in the same run.
 *
 *   npm run bench                   everything
 *   npm run bench -- recognition    some topics
 *
 * Everything is timed in a process of its own, so that neither memory nor compiled code of one disturbs the next.
 */
import { bundle } from './bundle';
import { corpus } from './corpus';
import { edits, editTasks } from './edits';
import { linearity, linearityTasks } from './linearity';
import { loading, loadingTasks } from './loading';
import { measureHere, type Tasks } from './measure';
import { recognition, recognitionTasks } from './recognition';
import { repeats, repeatTasks } from './repeats';
import { sidecars, sidecarTasks } from './sidecars';

const topics: Readonly<Record<string, () => void | Promise<void>>> = {
  recognition,
  edits,
  loading,
  linearity,
  sidecars,
  repeats,
  corpus,
  bundle,
};
const tasks: Tasks = {
  ...recognitionTasks,
  ...editTasks,
  ...loadingTasks,
  ...linearityTasks,
  ...sidecarTasks,
  ...repeatTasks,
};

void main(process.argv.slice(2));

async function main(chosen: readonly string[]): Promise<void> {
  if (chosen[0] === '--task') {
    const task = tasks[chosen[1]!]!();
    process.stdout.write(JSON.stringify(await measureHere(task)));
    return;
  }
  for (const name of chosen.length > 0 ? chosen : Object.keys(topics)) {
    const topic = topics[name];
    if (!topic) throw new Error(`There is no topic ${name}; there are: ${Object.keys(topics).join(', ')}`);
    await topic();
  }
}
