import { stringify } from 'yaml';

/** How many ports one server needs: four services with a gRPC and a membership port each, and HTTP. */
export const SERVER_PORT_COUNT = 9;

export type DynamicConfig = Readonly<Record<string, boolean | number | string>>;

/**
 * Settings for a server whose only users are one developer and the tests. The same keys are given
 * to the `temporal` CLI with `--dynamic-config-value`.
 */
export const DYNAMIC_CONFIG: DynamicConfig = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  // One partition: a task is found by the first poll, never after a forward between partitions.
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  // A search attribute or namespace that was just made is there for the next call.
  'system.forceSearchAttributesCacheRefreshOnRead': true,
  'system.namespaceCacheRefreshInterval': '500ms',
  // A timer may fire this much late. At the default of 1 s a skipped week of a busy case takes minutes, and the virtual
  // clock reads up to a second past the timer that woke the workflow.
  'history.timerProcessorMaxTimeShift': '10ms',
  'history.timerProcessorMaxPollRPS': 1_000,
  'history.transferProcessorMaxPollRPS': 1_000,
  'history.visibilityProcessorMaxPollRPS': 1_000,
  // Server 1.32.1 adds the skipped time twice to the start time of a continued run. The run after it then seems to follow
  // too fast and is held back by this interval, in a clock that is wrong by all the time skipped so far: its first task
  // comes days late, or time jumps too far. Without the interval nothing is held back.
  'history.workflowIdReuseMinimalInterval': '0s',
  'frontend.rps': 100_000,
  'frontend.namespaceRPS': 100_000,
  'frontend.namespaceRPS.visibility': 10_000,
  'frontend.namespaceCount': 10_000,
  'history.shutdownDrainDuration': '0s',
  'matching.shutdownDrainDuration': '0s',
  'frontend.shutdownDrainDuration': '0s',
};

/** The dynamic config, `settings` instead of its own, as the file the server reads. */
export function dynamicConfigYaml(settings: DynamicConfig): string {
  return stringify(
    Object.fromEntries(Object.entries({ ...DYNAMIC_CONFIG, ...settings }).map(([key, value]) => [key, [{ value }]])),
  );
}

/**
 * The static config of a private Temporal server: every service on 127.0.0.1, everything kept in
 * one SQLite file.
 *
 * @param ports SERVER_PORT_COUNT free ports; the first is the address clients use
 */
export function serverConfigYaml(ports: readonly number[], files: { database: string; dynamicConfig: string }): string {
  const [frontend, frontendMember, history, historyMember, matching, matchingMember, worker, workerMember, http] =
    ports;
  const rpc = (grpcPort: number | undefined, membershipPort: number | undefined, more: object = {}) => ({
    rpc: { grpcPort, membershipPort, bindOnIP: '127.0.0.1', ...more },
  });
  const store = {
    sql: {
      user: '',
      password: '',
      pluginName: 'sqlite',
      databaseName: files.database,
      connectAddr: 'localhost',
      connectProtocol: 'tcp',
      connectAttributes: { mode: 'rwc', setup: 'true', journal_mode: 'wal', synchronous: '1', busy_timeout: '10000' },
      maxConns: 1,
      maxIdleConns: 1,
      maxConnLifetime: '1h',
    },
  };
  return stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 1,
      datastores: { default: store, visibility: store },
    },
    // Members of a server that ended less than 20 s ago are still in the file; on other ports than theirs the
    // first attempts to join them fail. Short attempts make that a start of 25 s instead of 45 s and more.
    global: { membership: { maxJoinDuration: '2s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: rpc(frontend, frontendMember, { httpPort: http }),
      history: rpc(history, historyMember),
      matching: rpc(matching, matchingMember),
      worker: rpc(worker, workerMember),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${frontend}`,
          httpAddress: `127.0.0.1:${http}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: files.dynamicConfig, pollInterval: '60s' },
  });
}
