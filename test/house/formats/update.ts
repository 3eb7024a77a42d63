// npm run formats: writes the README's table of formats as the code states it.
import { readFileSync, writeFileSync } from 'node:fs';
import { formatTable, tableIn } from './table';

const readme = readFileSync('README.md', 'utf8');
const { start, end } = tableIn(readme);
writeFileSync('README.md', readme.slice(0, start) + formatTable() + readme.slice(end));
