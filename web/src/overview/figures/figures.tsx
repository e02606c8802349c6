import { VisuallyHidden, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import type { Overview } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { relativeParts } from '../../shared/relative-time.ts';
import { useNow } from '../../shared/use-now.ts';
import { overviewText } from '../overview-text.ts';
import { activityQuery } from '../queries.ts';
import { Figure } from './figure.tsx';
import { NoteLink } from './note-link.tsx';
import classes from './figures.module.css';
import { eventsOf, eventsPerMinute } from './events-per-minute.ts';
import { Trend } from './trend.tsx';
import { waitingEvents } from './waiting-events.ts';

/** The figures that tell at a glance how everything is. */
export function Figures({ overview }: { readonly overview: Overview }) {
  const say = useText();
  const intl = useIntl();
  const now = useNow();
  const lastHour = useQuery(activityQuery('hour'));
  const { templates, learners, badges, parked, delivery, bus } = overview;
  const rate = lastHour.data ? eventsPerMinute(lastHour.data, Date.now()) : null;
  const waiting = waitingEvents(bus);
  const ago = (at: string): string => {
    const { value, unit } = relativeParts(new Date(at), now);
    return intl.formatRelativeTime(value, unit, { numeric: 'auto' });
  };
  return (
    <section aria-labelledby="figures">
      <VisuallyHidden>
        <Title order={2} id="figures">
          {say(overviewText.figures)}
        </Title>
      </VisuallyHidden>
      <dl className={classes.grid}>
        <Figure label={say(overviewText.eventsPerMinute)} value={rate} note={say(overviewText.eventsPerMinuteHelp)}>
          <Trend values={(lastHour.data?.points ?? []).map(eventsOf)} />
        </Figure>
        <Figure
          label={say(overviewText.lag)}
          value={waiting}
          note={bus.state === 'away' ? say(overviewText.lagUnknown) : ''}
          tone={bus.state === 'away' ? 'bad' : null}
          to="/connections"
          hash="bus"
        />
        <Figure label={say(overviewText.learners)} value={learners} to="/learners" />
        <Figure
          label={say(overviewText.templates)}
          value={templates.active}
          note={
            <NoteLink to="/templates" search={{}} shown={templates.total > templates.active}>
              {say(overviewText.templatesHelp, { total: templates.total })}
            </NoteLink>
          }
          to="/templates"
          search={{ state: 'active' }}
        />
        <Figure
          label={say(overviewText.awarded)}
          value={badges.awarded}
          note={
            <NoteLink to="/badges" search={{ status: 'revoked' }} shown={badges.revoked > 0}>
              {say(overviewText.revoked, { count: badges.revoked })}
            </NoteLink>
          }
          to="/badges"
          search={{ status: 'awarded' }}
        />
        <Figure
          label={say(overviewText.due)}
          value={delivery.due}
          note={
            delivery.retrying > 0 ? (
              <NoteLink to="/badges" search={{ failed: 'true', due: 'true' }} shown>
                {say(overviewText.retrying, { count: delivery.retrying })}
              </NoteLink>
            ) : delivery.oldestDueAt !== null ? (
              say(overviewText.dueSince, { when: ago(delivery.oldestDueAt) })
            ) : (
              ''
            )
          }
          to="/badges"
          search={{ due: 'true' }}
        />
        <Figure
          label={say(overviewText.failed)}
          value={delivery.failed}
          tone={delivery.failed > 0 ? 'bad' : null}
          to="/badges"
          search={{ failed: 'true', due: 'false' }}
        />
        <Figure label={say(overviewText.parked)} value={parked} tone={parked > 0 ? 'warning' : null} to="/parked" />
      </dl>
    </section>
  );
}
