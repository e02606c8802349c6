import type { IssuerView } from '../../../../src/api/schemas/issuers.ts';
import { useText } from '../../i18n/use-text.ts';
import { CountLink } from '../../shared/count-link.tsx';
import { FactGrid, GridFact } from '../../shared/fact-grid.tsx';
import { issuersText } from './issuers-text.ts';

/** What an issuer has issued. */
export function IssuerFigures({ issuer: { slug, credentials, revoked, templates } }: { readonly issuer: IssuerView }) {
  const say = useText();
  return (
    <FactGrid dense>
      <GridFact label={say(issuersText.issued)}>
        <CountLink count={credentials} to="/badges" search={{ issuer: slug }} label={say(issuersText.issued)} />
      </GridFact>
      <GridFact label={say(issuersText.revoked)}>
        <CountLink
          count={revoked}
          to="/badges"
          search={{ issuer: slug, openBadge: 'revoked' }}
          label={say(issuersText.revoked)}
        />
      </GridFact>
      <GridFact label={say(issuersText.templates)}>
        <CountLink count={templates} to="/templates" search={{ issuer: slug }} label={say(issuersText.templates)} />
      </GridFact>
    </FactGrid>
  );
}
