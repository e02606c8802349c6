import { Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconListCheck } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { Nothing } from '../../shared/nothing.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import { TemplateSelect } from '../../shared/template-select.tsx';
import { learnersText } from '../learners-text.ts';
import { progressOfQuery } from '../queries.ts';
import { progressColumns } from './progress-columns.tsx';

/** How the learner stands on every template that they have begun. */
export function LearnerProgress({ learner }: { readonly learner: string }) {
  const say = useText();
  const navigate = useNavigate();
  const query = useInfiniteQuery(progressOfQuery(learner));
  return (
    <Stack component="section" gap="sm" aria-labelledby="progress">
      <Title order={2} id="progress">
        {say(learnersText.progress)}
      </Title>
      <div style={{ maxInlineSize: '30rem' }}>
        <TemplateSelect
          label={say(learnersText.askAbout)}
          value={null}
          onChange={(template) =>
            template !== null &&
            void navigate({ to: '/learners/$learner/templates/$template', params: { learner, template } })
          }
        />
      </div>
      <PagedTable
        label={say(learnersText.progress)}
        query={query}
        keyOf={({ template }) => template}
        columns={progressColumns(say)}
        empty={
          <Nothing
            icon={IconListCheck}
            titleOrder={3}
            title={say(learnersText.noProgress)}
            description={say(learnersText.noProgressHelp)}
          />
        }
      />
    </Stack>
  );
}
