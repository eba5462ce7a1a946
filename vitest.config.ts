import { defineConfig } from 'vitest/config';

/** What needs neither a server nor a database answers at once. */
const RULES = ['test/*.test.ts', 'test/domain/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'rules', include: RULES } },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: RULES,
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    // Two files at a time on two cores: each may run a worker and talk to the one server and the one Postgres.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
