import { useIntl } from 'react-intl';
import type { Connection } from '../../../src/api/schemas/connections.ts';
import { useText } from '../i18n/use-text.ts';
import { FactGrid, GridFact } from '../shared/fact-grid.tsx';
import { TextLink } from '../shared/links.tsx';
import { sharedText } from '../shared/shared-text.ts';
import { Time } from '../shared/time.tsx';
import { connectionsText } from './connections-text.ts';

/** The numbers of an account, and when it was synced and tested. */
export function ConnectionFigures({ connection }: { readonly connection: Connection }) {
  const say = useText();
  const intl = useIntl();
  const { origin, account, templates, due, failed, lastSync, test, keyExpiresOn, keyIssuedOn } = connection;
  const day = (date: string): string => intl.formatDate(date, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <FactGrid dense>
      <GridFact label={say(connectionsText.templates)}>
        {templates === 0 ? (
          intl.formatNumber(0)
        ) : (
          <TextLink to="/templates" search={{ origin }}>
            {intl.formatNumber(templates)}
          </TextLink>
        )}
      </GridFact>
      <GridFact label={say(connectionsText.due)}>{intl.formatNumber(due)}</GridFact>
      <GridFact label={say(connectionsText.failed)}>
        {failed === 0 ? (
          intl.formatNumber(0)
        ) : (
          <TextLink to="/badges" search={{ origin, account, failed: 'true' }}>
            {intl.formatNumber(failed)}
          </TextLink>
        )}
      </GridFact>
      <GridFact label={say(connectionsText.lastSync)}>
        {lastSync === null ? say(sharedText.never) : <Time at={lastSync.startedAt} />}
      </GridFact>
      <GridFact label={say(connectionsText.lastTest)}>
        {test === null ? say(sharedText.never) : <Time at={test.testedAt} />}
      </GridFact>
      {keyExpiresOn !== null ? (
        <GridFact label={say(connectionsText.keyExpires)}>{day(keyExpiresOn)}</GridFact>
      ) : (
        keyIssuedOn !== null && <GridFact label={say(connectionsText.keyMade)}>{day(keyIssuedOn)}</GridFact>
      )}
    </FactGrid>
  );
}
