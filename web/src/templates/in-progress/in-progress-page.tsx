import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { IconWalk } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { BackLink } from '../../shared/back-link.tsx';
import { isAbsent, NoSuch } from '../../shared/no-such.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { Page } from '../../shared/page.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import { inProgressQuery, templateQuery } from '../queries.ts';
import { templatesText } from '../templates-text.ts';
import { inProgressColumns } from './in-progress-columns.tsx';
import { inProgressText } from './in-progress-text.ts';

/** Who is on the way to the badge of a template, the nearest first; it keeps itself up to date. */
export function InProgressPage() {
  const say = useText();
  const { template: id } = useParams({ from: '/app/templates/$template/in-progress' });
  const template = useQuery(templateQuery(id));
  const name = template.data?.data.name ?? (template.isError ? id : null);
  const query = useInfiniteQuery(inProgressQuery(id));
  if (isAbsent(query.error))
    return <NoSuch title={say(templatesText.noSuch)} id={id} to="/templates" place={say(templatesText.title)} />;
  const title = name === null ? null : say(inProgressText.title, { name });
  return (
    <Page
      title={title}
      description={say(inProgressText.lead)}
      doc="inProgress"
      back={<BackLink to="/templates/$template" params={{ template: id }} place={name} />}
    >
      <PagedTable
        label={say(templatesText.inProgress)}
        query={query}
        keyOf={({ learner }) => learner}
        columns={inProgressColumns(say, id)}
        empty={
          <Nothing icon={IconWalk} title={say(inProgressText.nobody)} description={say(inProgressText.nobodyHelp)} />
        }
      />
    </Page>
  );
}
