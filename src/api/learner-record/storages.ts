/** A wallet as the learner record knows it, with the ids that Open edX has for them. */
interface Storage {
  readonly id: string;
  readonly name: string;
  /** Where the app is to be had. */
  readonly appLinkAndroid: string;
  readonly appLinkIos: string;
}

/** The wallets that can be named. */
export const storages: readonly Storage[] = [
  {
    id: 'lc_wallet',
    name: 'Learner Credential Wallet',
    appLinkAndroid: 'https://play.google.com/store/apps/details?id=app.lcw',
    appLinkIos: 'https://apps.apple.com/app/learner-credential-wallet/id1590615710',
  },
];
