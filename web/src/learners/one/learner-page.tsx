import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Learner } from '../../../../src/api/schemas/learners.ts';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { BackLink } from '../../shared/back-link.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { learnerWords } from '../../shared/learner-link.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { isAbsent, NoSuch } from '../../shared/no-such.tsx';
import { Page } from '../../shared/page.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { AwardByHand } from '../award-by-hand.tsx';
import { learnersText } from '../learners-text.ts';
import { learnerQuery } from '../queries.ts';
import { RetireLearner } from '../retire-learner.tsx';
import { Identity } from './identity.tsx';
import { LearnerProgress } from './learner-progress.tsx';
import { LearnerTimeline } from './learner-timeline.tsx';

/** One learner: who it is, how they stand on every template, and what happened. */
export function LearnerPage() {
  const { learner: id } = useParams({ from: '/app/learners/$learner' });
  const say = useText();
  const query = useQuery(learnerQuery(id));
  if (isAbsent(query.error))
    return <NoSuch title={say(learnersText.noSuch)} id={id} to="/learners" place={say(learnersText.title)} />;
  return (
    <Page
      key={id}
      title={query.data ? learnerWords(say, query.data) : query.isError ? say(sharedText.learnerById, { id }) : null}
      description={say(learnersText.oneLead)}
      doc="learners"
      back={<BackLink to="/learners" place={say(learnersText.title)} />}
      actions={query.data && <Actions learner={query.data} />}
    >
      <DataState query={query}>
        {(learner) => (
          <>
            <Identity learner={learner} />
            <LearnerProgress learner={id} />
            <LearnerTimeline learner={id} />
          </>
        )}
      </DataState>
    </Page>
  );
}

function Actions({ learner }: { readonly learner: Learner }) {
  const { id } = learner;
  const say = useText();
  const mayOperate = useMay('operate');
  const mayRetire = useMay('retire') && !learner.retired;
  return (
    <Group gap="sm">
      <LinkButton to="/badges" search={{ learner: String(id) }} variant="default">
        {say(learnersText.allBadges)}
      </LinkButton>
      {mayRetire && <RetireLearner learner={id} called={learnerWords(say, learner)} />}
      {mayOperate && !learner.retired && <AwardByHand learner={id} called={learnerWords(say, learner)} />}
    </Group>
  );
}
