#!/usr/bin/env node
import './register-typescript.js';

const { main } = await import('../workers/main.ts');
await main(process.argv);
