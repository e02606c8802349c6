import { useIntl } from 'react-intl';
import type { Connection } from '../../../src/api/schemas/connections.ts';
import { useText } from '../i18n/use-text.ts';
import { CountLink } from '../shared/count-link.tsx';
import { FactGrid, GridFact } from '../shared/fact-grid.tsx';
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
        <CountLink
          count={templates}
          to="/templates"
          search={{ origin, account }}
          label={say(connectionsText.templates)}
        />
      </GridFact>
      <GridFact label={say(connectionsText.due)}>
        <CountLink
          count={due}
          to="/badges"
          search={{ origin, account, due: 'true' }}
          label={say(connectionsText.due)}
        />
      </GridFact>
      <GridFact label={say(connectionsText.failed)}>
        <CountLink
          count={failed}
          to="/badges"
          search={{ origin, account, failed: 'true', due: 'false' }}
          label={say(connectionsText.failed)}
        />
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
