/** The workflow code of the benchmark's worker: the product's and the bare one, in one bundle. */
export { serviceCase } from '../workflows/service-case.ts';
export { bareCase } from './bare-case.ts';
