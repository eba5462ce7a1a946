import { register } from 'node:module';

/** For programs that tests start: `node --import ./test/support/typescript.js <file>.ts`. */
if (!process.features.typescript) register('../../bin/typescript-loader.js', import.meta.url);
