import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const head = `# Made from deploy/Dockerfile by scripts/docs.ts; edit there.
{%- if LAUREL_REPOSITORY %}
FROM scratch AS laurel-src
ADD {{ LAUREL_REPOSITORY }}#{{ LAUREL_REPOSITORY_VERSION }} /
{%- else %}
# Comes from a checkout: tutor mounts add /path/to/laurel
FROM scratch AS laurel-src
{%- endif %}
`;

/** The Dockerfile of the plugin: the same, but the source is a Git repository or a mounted checkout instead of the context. */
export function renderTutorDockerfile(): string {
  const dockerfile = readFileSync(join(import.meta.dirname, '..', 'deploy', 'Dockerfile'), 'utf8');
  const body = dockerfile.slice(dockerfile.indexOf('ARG NODE_IMAGE'));
  const [argument = '', ...lines] = body.split('\n');
  // The argument stands before the first stage, or no stage may name it.
  const [comment = '', ...rest] = head.split('\n');
  const copied = lines.map((line) =>
    line.startsWith('COPY ') && !line.includes('--from=') ? line.replace('COPY ', 'COPY --from=laurel-src ') : line,
  );
  return [comment, argument, ...rest.slice(0, -1), ...copied].join('\n');
}
