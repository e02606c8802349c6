import { IconAward, IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { LinkButton } from '../../shared/links.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import type { BadgeFilters } from '../badge-filters.ts';
import { badgesText } from '../badges-text.ts';

/** The empty list: nothing there yet, nothing failed, or nothing that fits. */
export function NoBadges({ filters }: { readonly filters: BadgeFilters }) {
  const say = useText();
  const narrowed = Object.values(filters).some((value) => value !== undefined);
  if (!narrowed)
    return <Nothing icon={IconAward} title={say(badgesText.emptyTitle)} description={say(badgesText.empty)} />;
  const action = (
    <LinkButton to="/badges" search={{}} variant="default">
      {say(sharedText.clearFilters)}
    </LinkButton>
  );
  if (filters.due === 'true' && !filters.failed)
    return (
      <Nothing
        icon={IconCircleCheck}
        title={say(badgesText.nothingDue)}
        description={say(badgesText.nothingDueHelp)}
        action={action}
      />
    );
  return filters.failed ? (
    <Nothing
      icon={IconCircleCheck}
      title={say(badgesText.noFailed)}
      description={say(badgesText.noFailedHelp)}
      action={action}
    />
  ) : (
    <Nothing
      icon={IconFilterOff}
      title={say(sharedText.noMatch)}
      description={say(sharedText.noMatchHelp)}
      action={action}
    />
  );
}
