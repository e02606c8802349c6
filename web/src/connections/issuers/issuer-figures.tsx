import { useIntl } from 'react-intl';
import type { IssuerView } from '../../../../src/api/schemas/issuers.ts';
import { useText } from '../../i18n/use-text.ts';
import { FactGrid, GridFact } from '../../shared/fact-grid.tsx';
import { issuersText } from './issuers-text.ts';

/** What an issuer has issued. */
export function IssuerFigures({ issuer: { credentials, revoked, templates } }: { readonly issuer: IssuerView }) {
  const say = useText();
  const intl = useIntl();
  return (
    <FactGrid dense>
      <GridFact label={say(issuersText.issued)}>{intl.formatNumber(credentials)}</GridFact>
      <GridFact label={say(issuersText.revoked)}>{intl.formatNumber(revoked)}</GridFact>
      <GridFact label={say(issuersText.templates)}>{intl.formatNumber(templates)}</GridFact>
    </FactGrid>
  );
}
