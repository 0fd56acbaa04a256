// Reads the JSON-stat of releases with jsonstat-toolkit, and holds it against what pandas has read of their CSV.
// Usage: node read.mjs FOLDER

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSONstat from 'jsonstat-toolkit';

const [folder] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
let checks = 0;

function alike(found, expected, what) {
  assert.deepEqual(found, expected, what);
  checks += 1;
}

for (const { file, tables } of read('truth.json')) {
  const release = JSONstat(read(file));
  alike(release.class, 'collection', file);
  const datasets = release.Dataset();
  alike(datasets.length, tables.length, `${file}: its tables`);
  tables.forEach(([unit, name, { label, cells }], at) => {
    const dataset = datasets[at];
    const what = `${file}: ${unit} by ${name}`;
    alike(dataset.role.time, ['year'], what);
    alike(dataset.Dimension('unit').id, [unit], what);
    const dimension = dataset.Dimension(name);
    alike(dimension.label, label, what);
    alike(dimension.id, Object.keys(cells), `${what}: its codes`);
    for (const [code, [said, value]] of Object.entries(cells)) {
      alike(dimension.Category(code).label, said, `${what}: ${code}`);
      const cell = dataset.Data({ unit, [name]: code });
      alike(cell.value, value, `${what}: ${code}`);
      alike(cell.status ?? null, value === null ? ':' : null, `${what}: ${code}`);
    }
    alike([dataset.updated, dataset.extension], [release.updated, release.extension], what);
  });
}
for (const { file, tables } of read('annual.json')) {
  const release = JSONstat(read(file));
  alike(release.class, 'collection', file);
  tables.forEach(({ names, cells }, at) => {
    const dataset = release.Dataset(at);
    const what = `${file}: ${names.join(' × ')}`;
    alike(dataset.role.time, ['year'], what);
    alike(dataset.n, cells.length, what);
    for (const row of cells) {
      const [codes, [value, sign]] = [row.slice(0, names.length), row.slice(names.length)];
      const cell = dataset.Data(Object.fromEntries(names.map((name, n) => [name, codes[n]])));
      alike([cell.value, cell.status ?? ''], [value, sign], `${what}: ${codes.join(', ')}`);
    }
  });
}
console.log(`jsonstat-toolkit: ${checks} passed, 0 failed`);
