import { globSync, readFileSync } from 'node:fs';

/**
 * The rules of the house that no general linter knows. Each is one function from a source file to complaints.
 *
 * They read the text, not the syntax tree: prettier has laid it out, so that a line which begins at the margin is a
 * top-level statement.
 */
interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

type Rule = (file: SourceFile) => string[];

/** Which folders of src/ each folder may import from, besides itself and the modules at the top of src/. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  rules: [],
  events: ['rules'],
  store: ['rules', 'events'],
  bus: ['rules', 'events', 'store', 'settings', 'telemetry'],
  consumer: ['rules', 'events', 'store', 'bus', 'telemetry'],
  issuing: ['rules', 'store', 'telemetry'],
  formats: ['rules', 'events'],
  settings: ['rules', 'events', 'formats'],
  telemetry: ['settings'],
  monitoring: ['rules', 'store', 'bus', 'consumer', 'issuing', 'telemetry'],
  mail: ['store', 'settings'],
  auth: ['rules', 'store', 'settings', 'mail'],
  api: [
    'rules',
    'events',
    'store',
    'bus',
    'consumer',
    'issuing',
    'formats',
    'settings',
    'telemetry',
    'monitoring',
    'mail',
    'auth',
  ],
  cli: [
    'rules',
    'events',
    'store',
    'bus',
    'consumer',
    'issuing',
    'formats',
    'settings',
    'telemetry',
    'monitoring',
    'mail',
    'auth',
    'api',
  ],
  // Puts everything together, and only main.ts knows it.
  composition: [
    'rules',
    'events',
    'store',
    'bus',
    'consumer',
    'issuing',
    'formats',
    'settings',
    'telemetry',
    'monitoring',
    'auth',
    'api',
    'cli',
  ],
};

const imports = /^(?:import|export)\b[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm;

const layers: Rule = ({ path, text }) => {
  const folder = /^src\/([^/]+)\//.exec(path)?.[1];
  if (folder === undefined) return [];
  const allowed = mayImport[folder];
  if (!allowed) return [`the folder src/${folder} is not in the table of scripts/house-rules.ts`];
  return [...text.matchAll(imports)].flatMap(([, from = '']) => {
    // How sentences are made is as pure as the rules are.
    if (folder === 'rules' && !from.startsWith('./') && from !== '../told.ts')
      return [`src/rules imports nothing outside itself, not "${from}"`];
    if (!from.startsWith('.')) return [];
    const target = new URL(from, `file:///${path}`).pathname.slice(1);
    const other = /^src\/([^/]+)\//.exec(target)?.[1];
    if (target === 'src/main.ts') return ['only src/main.ts composes; nothing imports it'];
    if (!target.startsWith('src/')) return folder === 'cli' ? [] : [`src does not import from ${target}`];
    return other === undefined || other === folder || allowed.includes(other)
      ? []
      : [`src/${folder} may not import from src/${other}`];
  });
};

/** Folders of web/src/ from which every other may import; the others are features, which know nothing of each other. */
const common = new Set(['api', 'i18n', 'session', 'shared', 'shell']);

/**
 * The pages know the server by its contract only: the types of src/api/schemas and of the rules. Also what is in these files:
 * it is pure, and whoever wrote it a second time would have two truths.
 */
const usableByPages = new Set([
  ...['achievement-types', 'course-keys', 'groups', 'rule-change', 'value-type', 'visible-text'].map(
    (name) => `src/rules/${name}.ts`,
  ),
  'src/formats/text-file.ts',
]);

const pageImports: Rule = ({ path, text }) => {
  if (!path.startsWith('web/src/')) return [];
  return [...text.matchAll(imports)].flatMap(([statement, from = '']) => {
    if (!from.startsWith('.')) return [];
    const target = new URL(from, `file:///${path}`).pathname.slice(1);
    if (!target.startsWith('web/src/')) {
      const isType = statement.startsWith('import type') && /^src\/(?:api\/schemas|rules)\//.test(target);
      return isType || usableByPages.has(target) ? [] : [`the pages may not import "${from}"`];
    }
    const [own, other] = [path, target].map((each) => /^web\/src\/([^/]+)\//.exec(each)?.[1]);
    return own === undefined || other === undefined || own === other || common.has(other)
      ? []
      : [`web/src/${own} may not import from web/src/${other}: what both need belongs in web/src/shared`];
  });
};

const sqlOnlyInStore: Rule = ({ path, lines }) =>
  path.startsWith('src/') && !path.startsWith('src/store/')
    ? complainAt(
        lines,
        /['"`].*\b(?:SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\b/,
        'SQL lives only in src/store',
      )
    : [];

const environmentOnlyInSettings: Rule = ({ path, lines }) =>
  /^(?:src|simulators)\//.test(path) && path !== 'src/settings.ts'
    ? complainAt(lines, /\bprocess\.env\b/, 'the environment is read only in src/settings.ts')
    : [];

/** Statements at the margin that do something when the module is imported. */
const nothingOnImport: Rule = ({ path, text }) =>
  /^(?:src|simulators|web\/src)\//.test(path) && path !== 'src/main.ts' && path !== 'web/src/main.tsx'
    ? complainAt(
        withoutTemplates(text).split('\n'),
        /^(?!import\b|export\b|const\b|let\b|function\b|async function\b|class\b|interface\b|type\b|declare\b|\/\*|\*|\/\/|[})\]>`]|\s|$)/,
        'no module starts anything on import',
      )
    : [];

const noBarrels: Rule = ({ path, lines }) => {
  const code = lines.filter((line) => line.trim() !== '' && !/^\s*(?:\/\/|\/?\*)/.test(line));
  const isBarrel = code.length > 0 && code.every((line) => /^export\b.*\bfrom '|^\s+\w+,$|^} from '/.test(line));
  return isBarrel || /(?:^|\/)index\.ts$/.test(path) ? ['no barrel files: import from the file that has it'] : [];
};

const noDecorators: Rule = ({ lines }) => complainAt(lines, /^\s*@\w+(?:\(|$)/, 'no decorators');

/** A file is one thing; generated data is not counted. */
const smallFiles: Rule = ({ path, lines }) =>
  /^(?:src|simulators|web\/src)\//.test(path) && lines.length > 301
    ? [`${lines.length - 1} lines: a file holds at most 300`]
    : [];

const rules: readonly Rule[] = [
  layers,
  pageImports,
  sqlOnlyInStore,
  environmentOnlyInSettings,
  nothingOnImport,
  noBarrels,
  noDecorators,
  smallFiles,
];

/** The text with every line of template literals indented, since those may begin at the margin. */
function withoutTemplates(text: string): string {
  return text.replaceAll(/`(?:\\.|[^`\\])*`/gs, (literal) => literal.replaceAll('\n', '\n '));
}

function complainAt(lines: readonly string[], pattern: RegExp, complaint: string): string[] {
  return lines.flatMap((line, index) =>
    pattern.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line) ? [`line ${index + 1}: ${complaint}`] : [],
  );
}

/** Checks all source files of the project; returns one line per complaint. */
export function checkHouseRules(root: string): string[] {
  const folders = ['src', 'simulators', 'test', 'bench', 'scripts', 'deploy'].map((folder) => `${folder}/**/*.ts`);
  const paths = globSync([...folders, 'web/src/**/*.{ts,tsx}'], { cwd: root });
  return paths.toSorted().flatMap((path) => {
    const text = readFileSync(`${root}/${path}`, 'utf8');
    const file: SourceFile = { path, text, lines: text.split('\n') };
    return rules.flatMap((rule) => rule(file)).map((complaint) => `${path}: ${complaint}`);
  });
}
