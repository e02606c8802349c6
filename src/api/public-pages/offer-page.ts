import type { DeepLinks } from '../schemas/wallet-offers.ts';
import { named } from './achievement-parts.ts';
import { html, trusted } from './html.ts';
import type { Language } from './language.ts';
import { renderNote } from './page.ts';

/** A badge that waits for a wallet. */
export interface OfferView {
  readonly name: string;
  /** The language of its name. */
  readonly language: string;
  readonly issuer: { readonly name: string; readonly language: string };
  readonly minutesLeft: number;
  /** As SVG. */
  readonly qrCode: string;
  readonly links: DeepLinks;
  /** For wallets of OpenID4VCI. */
  readonly openId4Vci: string;
}

/** The page of an offer, for people whose phone opened the code in its browser instead of in a wallet. */
export function offerPage(view: OfferView, language: Language): string {
  const { minutesLeft, qrCode, links, openId4Vci } = view;
  const { offer } = language.texts;
  // Only what is read here as a link of that wallet can become one: the scheme stands in the page, and not in the value.
  const [request = '', offered = ''] = [links.learnerCredentialWallet, openId4Vci].map((link) => link.split('?')[1]);
  return renderNote(
    offer.title,
    html`<p class="kind">${offer.kind}</p>
      <h1>${named(view.name, view.language)}</h1>
      <p>${named(view.issuer.name, view.issuer.language)}</p>
      <p>${offer.intro(minutesLeft)}</p>
      <h2>${offer.sameDevice}</h2>
      <p class="actions">
        <a class="button" href="dccrequest://request?${request}">${offer.open('Learner Credential Wallet')}</a>
        <a class="button" href="${links.learnCard}">${offer.open('LearnCard')}</a>
        <a class="button" href="openid-credential-offer://?${offered}">${offer.openOther}</a>
      </p>
      <p class="hint">${offer.sameDeviceHint}</p>
      <h2>${offer.otherDevice}</h2>
      <p>${offer.otherDeviceHint}</p>
      <div class="qr" role="img" aria-label="${offer.qrCode}">${trusted(qrCode)}</div>`,
    language,
  );
}

/** The page where nothing waits for a wallet (any more). */
export function offerOverPage(language: Language): string {
  const { offer } = language.texts;
  return renderNote(
    offer.overTitle,
    html`<h1>${offer.overTitle}</h1>
      <p>${offer.over}</p>
      <p><a href="/my/badges">${offer.toMyBadges}</a></p>`,
    language,
  );
}
