import type { FastifyInstance } from 'fastify';
import { within } from '../within.ts';
import type { HttpDeps } from './deps.ts';

const ANSWER_WITHIN_MS = 2_000;

/** `/healthz`: this process lives. `/readyz`: what it needs to answer does, too. */
export function addHealth(app: FastifyInstance, { store, engineAnswers }: HttpDeps): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const works = (ask: () => Promise<unknown>) =>
      within(ANSWER_WITHIN_MS, ask).then(
        () => true,
        () => false,
      );
    const [database, engine] = await Promise.all([works(() => store.findOrganisation('')), works(engineAnswers)]);
    return reply.code(database && engine ? 200 : 503).send({ database, engine });
  });
}
