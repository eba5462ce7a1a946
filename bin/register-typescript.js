import { register } from 'node:module';

// Newer Node strips types by itself; older ones need the loader, which keeps what it compiled.
if (!process.features.typescript) register('./typescript-loader.js', import.meta.url);
