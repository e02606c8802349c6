import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { settingsTable } from '../../src/settings/table.ts';
import { deploy, kubernetesMistakes, linters, run, succeed } from './tools.ts';
import type { Commands } from './tools.ts';

const chart = join(deploy, 'helm', 'laurel');
const program = join(deploy, 'test', 'chart.py');
const valueSets = ['', 'small', 'large'] as const;

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly envFrom: unknown;
  readonly securityContext: unknown;
  readonly [part: string]: unknown;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
  readonly spec: {
    readonly replicas?: number;
    readonly metrics?: unknown;
    readonly template: {
      readonly spec: { readonly containers: readonly Container[]; readonly [part: string]: unknown };
    };
  };
}

let tools: Commands;
let directory: string;
/** What each set of values makes. */
let rendered: readonly (readonly Manifest[])[];

beforeAll(async () => {
  tools = await linters();
  directory = mkdtempSync(join(tmpdir(), 'laurel-chart-'));
  const files = valueSets.filter((name) => name !== '').map((name) => join(chart, 'ci', `${name}-values.yaml`));
  const output = await succeed(tools.python, [program, chart, ...files]);
  rendered = (JSON.parse(output) as Record<string, string>[]).map((templates, place) => {
    const text = Object.entries(templates)
      .filter(([path]) => path.endsWith('.yaml'))
      .map(([, manifest]) => manifest)
      .join('\n---\n');
    writeFileSync(join(directory, `${place}.yaml`), text);
    return parseAllDocuments(text).flatMap((document) => (document.toJS() as Manifest | null) ?? []);
  });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const named = (manifests: readonly Manifest[] | undefined, kind: string): readonly Manifest[] =>
  (manifests ?? []).filter((manifest) => manifest.kind === kind);

describe('the chart', () => {
  test.each(valueSets)('makes what Kubernetes takes, with the values "%s"', async (name) => {
    const file = join(directory, `${valueSets.indexOf(name)}.yaml`);
    expect(await kubernetesMistakes(tools, [file])).toBe('');
  });

  test('has a Deployment and a disruption budget for each role, which none can take over the node with', () => {
    const [usual, small, large] = rendered;
    const roles = ['announce', 'consume', 'deliver', 'serve'];
    for (const kind of ['Deployment', 'PodDisruptionBudget'])
      expect(named(usual, kind).map(({ metadata }) => metadata.name)).toEqual(roles.map((role) => `badges-${role}`));
    expect(named(large, 'Deployment').map(({ metadata }) => metadata.name)).toContain('badges-inbox');
    expect(named(small, 'NetworkPolicy')).toEqual([]);
    for (const { spec } of [...named(large, 'Deployment'), ...named(large, 'Job')]) {
      expect(spec.template.spec).toMatchObject({ automountServiceAccountToken: false });
      expect(spec.template.spec['securityContext']).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      for (const container of spec.template.spec.containers) {
        const drop = { drop: ['ALL'] };
        const guarded = { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: drop };
        expect(container.securityContext).toEqual(guarded);
        expect(container.envFrom).toEqual([{ secretRef: { name: 'laurel' } }]);
        for (const { name } of container.env) expect(settingsTable).toHaveProperty([name]);
      }
    }
  });

  test('only /healthz restarts a process; /readyz keeps requests away', () => {
    for (const { spec } of named(rendered[0], 'Deployment')) {
      const [container] = spec.template.spec.containers;
      expect(container?.['livenessProbe']).toMatchObject({ httpGet: { path: '/healthz' } });
      expect(container?.['readinessProbe']).toMatchObject({ httpGet: { path: '/readyz' } });
    }
  });

  test('makes the tables before anything else changes, and scales by what waits', () => {
    const [migration] = named(rendered[0], 'Job');
    expect(migration?.metadata.annotations).toMatchObject({ 'helm.sh/hook': 'pre-install,pre-upgrade' });
    expect(migration?.spec.template.spec.containers[0]?.args).toEqual(['migrate']);
    const scalers = named(rendered[2], 'HorizontalPodAutoscaler');
    const metrics = scalers.flatMap(({ spec }) => JSON.stringify(spec.metrics));
    expect(metrics).toHaveLength(3);
    const told = readFileSync(join(deploy, '..', 'src', 'monitoring', 'metrics.ts'), 'utf8') + monitoringPage();
    for (const name of ['laurel_bus_lag', 'laurel_badges_due']) {
      expect(metrics.join('')).toContain(name);
      expect(told).toContain(name);
    }
    // A Deployment that is scaled says no number of its own, or each upgrade would undo what was scaled.
    const consume = named(rendered[2], 'Deployment').find(({ metadata }) => metadata.name === 'badges-consume');
    expect(consume?.spec.replicas).toBeUndefined();
  });

  test('refuses every secret setting among the values, and says which', async () => {
    // Shown to nobody because they are long, not because they are secret.
    const known = ['JWT_PUBLIC_SIGNING_JWK_SET', 'LAUREL_KAFKA_CA', 'LAUREL_KAFKA_CERTIFICATE'];
    const secret = Object.entries(settingsTable).flatMap(([name, { shown }]) => (shown === 'secret' ? [name] : []));
    const names = new Set(['LAUREL_DATABASE_URL', ...secret.map((name) => name.split('.')[0] ?? name)]);
    for (const name of known) names.delete(name);
    expect(names.size).toBeGreaterThan(5);
    const { properties } = JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8')) as {
      properties: { settings: { propertyNames: object } };
    };
    const allows = new Ajv().compile(properties.settings.propertyNames);
    for (const name of names) expect(allows(name), name).toBe(false);
    const file = join(directory, 'secret.yaml');
    writeFileSync(file, 'settings: { LAUREL_SECRET: something }\n');
    const refused = await run(tools.python, [program, chart, file]);
    expect(refused).not.toMatchObject({ code: 0 });
    expect(refused.output).toContain("invalid propertyName 'LAUREL_SECRET'");
  });
});

function monitoringPage(): string {
  return readFileSync(join(deploy, '..', 'docs', 'monitoring.md'), 'utf8');
}
