import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { TEMPORAL_SERVER_VERSION, TEMPORAL_UI_VERSION } from '../local/temporal/versions.ts';
import { ENVIRONMENT } from '../workers/config.ts';
import { HEALTH_PATH } from '../workers/health.ts';

type Service = {
  image?: string;
  build?: { context: string; dockerfile: string };
  restart?: string;
  command?: string[];
  depends_on?: Record<string, { condition: string }>;
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
};
type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> };

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const text = readFileSync(root('docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);

const VERSION = /:\d+(\.\d+)+[\w.-]*$/;
const SECRET_NAME = /PASSWORD|PWD|TOKEN|SECRET|SMTP_URL/;

describe.each(services)('the service %s', (_name, service) => {
  test('runs a pinned image and says when it is started again', () => {
    expect(service.image).toMatch(VERSION);
    expect(service.restart).toMatch(/^(unless-stopped|on-failure:\d+)$/);
  });

  test('says its commands and checks in words only', () => {
    // An unquoted colon turns a word into a mapping, and the whole file is refused.
    for (const word of [...(service.command ?? []), ...(service.healthcheck?.test ?? [])]) {
      expect(word).toBeTypeOf('string');
    }
  });

  test('publishes on loopback only', () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  test('waits for services that exist and can be waited for in that way', () => {
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      const other = compose.services[needed];
      expect(other, needed).toBeDefined();
      if (condition === 'service_healthy') expect(other?.healthcheck?.test.length, needed).toBeGreaterThan(1);
      else
        expect([condition, other?.restart]).toEqual([
          'service_completed_successfully',
          expect.stringMatching(/^on-failure/),
        ]);
    }
  });

  test('mounts files of this repository read-only, or named volumes that exist', () => {
    for (const [source = '', , mode] of (service.volumes ?? []).map((volume) => volume.split(':'))) {
      if (source.startsWith('./')) expect([existsSync(root(source)), mode], source).toEqual([true, 'ro']);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  test('takes its secrets from the environment and says what to set', () => {
    for (const [name, value] of Object.entries(service.environment ?? {})) {
      if (SECRET_NAME.test(name)) expect(value, name).toMatch(/^\$\{\w+:\?set it to .+\}$/);
      // A password inside of an address is one, too.
      else expect(value, name).not.toMatch(/:\/\/[^$@/]*:[^$@/]+@/);
    }
  });
});

test('no secret is left empty by a default', () => {
  for (const [, name] of text.matchAll(/\$\{(\w+):-/g)) expect(name).not.toMatch(SECRET_NAME);
});

test('the Temporal server and its UI are the versions the tests run on', () => {
  const images = services.map(([, { image }]) => image);
  expect(images).toContain(`temporalio/server:${TEMPORAL_SERVER_VERSION}`);
  expect(images).toContain(`temporalio/admin-tools:${TEMPORAL_SERVER_VERSION}`);
  expect(images).toContain(`temporalio/ui:${TEMPORAL_UI_VERSION}`);
});

test('the worker runs in UTC and is given only variables it reads, with all that it needs', () => {
  const environment = compose.services.worker?.environment ?? {};
  const read: string[] = [...ENVIRONMENT.map(({ name }) => name), 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TZ'];
  expect(Object.keys(environment).filter((name) => !read.includes(name))).toEqual([]);
  expect(environment.TZ).toBe('UTC');
  const needed = ['DATABASE_URL', 'SMTP_URL', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TEMPORAL_ADDRESS'];
  expect(Object.keys(environment)).toEqual(expect.arrayContaining(needed));
  expect(compose.services.worker?.command).toEqual(['worker']);
});

test('the worker is asked for its health at the path and port where it answers', () => {
  const { healthcheck, environment } = compose.services.worker ?? {};
  expect(healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${environment?.HEALTH_PORT}${HEALTH_PATH}'`);
});

test('the API is given only variables it reads, and is asked whether it is ready where it listens', () => {
  const { environment = {}, healthcheck, command, ports } = compose.services.api ?? {};
  const read: string[] = [...ENVIRONMENT.map(({ name }) => name), 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TZ'];
  expect(Object.keys(environment).filter((name) => !read.includes(name))).toEqual([]);
  expect(Object.keys(environment)).toEqual(expect.arrayContaining(['DATABASE_URL', 'TWILIO_AUTH_TOKEN', 'PUBLIC_URL']));
  expect(healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${environment.API_PORT}/readyz'`);
  expect(ports).toEqual([`127.0.0.1:${environment.API_PORT}:${environment.API_PORT}`]);
  expect(command).toEqual(['api']);
});

test('the image has a pinned base and holds every folder that the programs import', () => {
  const dockerfile = readFileSync(root('deploy/Dockerfile'), 'utf8');
  for (const [, image] of dockerfile.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/:\d+\.\d+\.\d+/);
  const copied = [...dockerfile.matchAll(/^COPY (\w+) \.\//gm)].map(([, folder]) => folder);
  const outside = ['test', 'bench', 'docs', 'deploy', 'node_modules', 'coverage'];
  const folders = readdirSync(root(''), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !outside.includes(entry.name))
    .map((entry) => entry.name);
  expect(copied.sort()).toEqual(folders.sort());
});

test('its scripts are valid shell', async () => {
  const { execFileSync } = await import('node:child_process');
  for (const script of [
    'deploy/postgres-roles.sh',
    'deploy/temporal/setup-schema.sh',
    'deploy/temporal/create-namespace.sh',
  ]) {
    execFileSync('/bin/sh', ['-n', root(script)]);
  }
  execFileSync('bash', ['-n', root('.ci/run')]);
});
