/** Every workflow a worker of cases runs. */
export { serviceCase } from './service-case.ts';
export { serviceReport } from './service-report.ts';
