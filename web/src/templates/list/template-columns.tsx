import { Group, Text } from '@mantine/core';
import type { TemplateSummary } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { originText } from '../../shared/origin-text.ts';
import { CountLink } from '../../shared/count-link.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { selectionColumn } from '../../shared/selection.tsx';
import type { Selection } from '../../shared/selection.tsx';
import { TemplateImage } from '../../shared/template-image.tsx';
import { TemplateLink } from '../../shared/template-link.tsx';
import { Time } from '../../shared/time.tsx';
import { HolderCount } from '../holder-count.tsx';
import { InProgressCount } from '../in-progress/in-progress-count.tsx';
import { ProviderState } from '../provider-state.tsx';
import { TemplateState } from '../template-state.tsx';
import { templatesText } from '../templates-text.ts';

/**
 * What the list tells of each template.
 *
 * @param selection null: nothing can be selected
 */
export function useTemplateColumns(selection: Selection<string> | null): readonly Column<TemplateSummary>[] {
  const say = useText();
  const selecting =
    selection === null
      ? []
      : [
          selectionColumn<TemplateSummary, string>({
            say,
            selection,
            keyOf: ({ id }) => id,
            nameOf: ({ name }) => name,
          }),
        ];
  return [
    ...selecting,
    {
      id: 'name',
      header: say(templatesText.name),
      names: true,
      render: ({ id, name, imageUrl }) => (
        <Group gap="sm" wrap="nowrap">
          <TemplateImage url={imageUrl} />
          <div>
            <TemplateLink id={id} name={name} />
            <Text size="xs" c="dimmed" className="mono">
              {id}
            </Text>
          </div>
        </Group>
      ),
    },
    {
      id: 'state',
      header: say(templatesText.state),
      narrow: true,
      render: ({ active, providerState }) => (
        <Group gap={4}>
          <TemplateState active={active} />
          <ProviderState state={providerState} />
        </Group>
      ),
    },
    { id: 'origin', header: say(templatesText.origin), narrow: true, render: ({ origin }) => say(originText[origin]) },
    {
      id: 'requirements',
      header: say(templatesText.requirements),
      numeric: true,
      narrow: true,
      wideOnly: true,
      render: ({ id, requirements }) => (
        <CountLink
          count={requirements}
          to="/templates/$template"
          params={{ template: id }}
          label={say(templatesText.requirements)}
        />
      ),
    },
    {
      id: 'inProgress',
      header: say(templatesText.inProgress),
      numeric: true,
      narrow: true,
      render: ({ id, use }) => <InProgressCount template={id} count={use.inProgress} />,
    },
    {
      id: 'holders',
      header: say(templatesText.holders),
      numeric: true,
      narrow: true,
      render: ({ id, use }) => <HolderCount template={id} count={use.holders} />,
    },
    {
      id: 'updated',
      header: say(templatesText.updated),
      narrow: true,
      wideOnly: true,
      render: ({ updatedAt }) => <Time at={updatedAt} />,
    },
  ];
}
