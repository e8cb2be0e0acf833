import { writeFile } from 'node:fs/promises';
import { componentize } from '@bytecodealliance/componentize-js';

const { component } = await componentize({
  sourcePath: 'tool.js',
  witPath: 'wit',
  worldName: 'proposer',
  // A tool has no clock, no network and no files.
  disableFeatures: ['stdio', 'random', 'clocks', 'http', 'fetch-event'],
});
await writeFile('tool.wasm', component);
