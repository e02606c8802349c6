import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Standing } from '../../../../src/api/schemas/learners.ts';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { BackLink } from '../../shared/back-link.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { ExplanationView } from '../../shared/explanation-view.tsx';
import { LearnerLink, learnerWords } from '../../shared/learner-link.tsx';
import { isAbsent, NoSuch } from '../../shared/no-such.tsx';
import { Page } from '../../shared/page.tsx';
import { RevokeBadge } from '../../shared/revoke-badge.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { AwardByHand } from '../award-by-hand.tsx';
import { learnersText } from '../learners-text.ts';
import { NewerHolder } from '../newer-holder.tsx';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { learnerQuery, standingQuery } from '../queries.ts';
import { ResetProgress } from '../reset-progress.tsx';
import { standingText } from '../standing-text.ts';
import { StandingHistory } from './standing-history.tsx';
import { Verdict } from './verdict.tsx';

/** Why a learner has a badge, or not: the verdict, and the evidence it rests on. */
export function StandingPage() {
  const { learner, template } = useParams({ from: '/app/learners/$learner/templates/$template' });
  const say = useText();
  const query = useQuery(standingQuery(learner, template));
  const who = useQuery(learnerQuery(learner));
  const byId = say(sharedText.learnerById, { id: learner });
  const name = who.data ? learnerWords(say, who.data) : who.isError ? byId : null;
  if (isAbsent(query.error))
    return (
      <NoSuch
        title={say(standingText.noSuch)}
        id={`${learner}, ${template}`}
        to="/learners"
        place={say(learnersText.title)}
      />
    );
  return (
    <Page
      key={`${learner} ${template}`}
      title={
        query.isError
          ? say(standingText.loading)
          : query.data === undefined || name === null
            ? null
            : say(standingText.title, { template: query.data.templateName, learner: name })
      }
      subtitle={who.data && <LearnerLink {...who.data} />}
      description={say(standingText.lead)}
      doc="standing"
      back={<BackLink to="/learners/$learner" params={{ learner }} place={name} />}
      actions={query.data && <Actions standing={query.data} called={name ?? byId} />}
    >
      <DataState query={query}>
        {(standing) => (
          <>
            {who.data && <NewerHolder learner={who.data} />}
            <Verdict standing={standing} />
            <Requirements standing={standing} />
            <StandingHistory learner={learner} template={template} />
          </>
        )}
      </DataState>
    </Page>
  );
}

/** What an operator can do; others are offered nothing. */
function Actions({ standing, called }: { readonly standing: Standing; readonly called: string }) {
  const mayOperate = useMay('operate');
  if (!mayOperate) return null;
  const { learner, template, templateName, active, badge, explanation } = standing;
  const isStarted = explanation.groups.some(({ requirements }) =>
    requirements.some(({ evidence }) => evidence !== null),
  );
  return (
    <>
      {isStarted && <ResetProgress standing={standing} />}
      {badge === null && active && <AwardByHand learner={learner} called={called} template={template} />}
      {badge?.status === 'awarded' && <RevokeBadge badge={badge.id} name={templateName} learner={called} />}
    </>
  );
}

function Requirements({ standing: { explanation } }: { readonly standing: Standing }) {
  const say = useText();
  const { groups, groupsMet } = explanation;
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="takes">
      <Group justify="space-between" align="start" mb="md">
        <div>
          <Title order={2} id="takes">
            {say(standingText.takes)}
          </Title>
          <Text size="sm" c="dimmed">
            {say(standingText.takesHelp)}
          </Text>
        </div>
        <ProgressBar met={groupsMet} groups={groups.length} />
      </Group>
      <Stack gap="md">
        {groups.length === 0 ? (
          <Text c="dimmed">{say(standingText.noGroups)}</Text>
        ) : (
          <ExplanationView explanation={explanation} />
        )}
      </Stack>
    </Card>
  );
}
