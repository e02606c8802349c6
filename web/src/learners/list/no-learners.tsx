import { IconUserSearch, IconUsers } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { LinkButton } from '../../shared/links.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { learnersText } from '../learners-text.ts';

/** The empty list: nobody is known yet, or nobody fits what was searched for. */
export function NoLearners({ search }: { readonly search: string }) {
  const say = useText();
  if (search === '')
    return <Nothing icon={IconUsers} title={say(learnersText.emptyTitle)} description={say(learnersText.empty)} />;
  return (
    <Nothing
      icon={IconUserSearch}
      title={say(learnersText.noneTitle, { search })}
      description={say(learnersText.none)}
      action={
        <LinkButton to="/learners" search={{}} variant="default">
          {say(sharedText.clearFilters)}
        </LinkButton>
      }
    />
  );
}
