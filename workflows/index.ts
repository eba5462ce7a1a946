/** Every workflow a worker of cases runs. */
export { caseRequest } from './case-request.ts';
export { customerCare } from './customer-care.ts';
export { serviceCase } from './service-case.ts';
export { serviceReport } from './service-report.ts';
