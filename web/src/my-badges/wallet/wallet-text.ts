import { defineMessages } from 'react-intl';

export const walletText = defineMessages({
  add: {
    id: 'my-badges.wallet.add',
    defaultMessage: 'Add to a wallet',
    description: 'Button: opens a dialog by which the badge gets into a wallet app.',
  },
  addNamed: {
    id: 'my-badges.wallet.add.named',
    defaultMessage: 'Add to a wallet: {name}',
    description: 'The same for screen readers. {name} is the name of a badge.',
  },
  title: {
    id: 'my-badges.wallet.title',
    defaultMessage: 'Add {name} to a wallet',
    description: 'Title of the dialog. {name} is the name of a badge.',
  },
  lead: {
    id: 'my-badges.wallet.lead',
    defaultMessage:
      'A wallet is an app that keeps your badges and lets you show them to anyone. You do not have to publish the badge for this.',
    description: 'At the top of the dialog.',
  },
  which: {
    id: 'my-badges.wallet.which',
    defaultMessage: 'Which wallet do you have?',
    description: 'Above a choice of three kinds of wallets.',
  },
  usual: {
    id: 'my-badges.wallet.usual',
    defaultMessage: 'Learner Credential Wallet or LearnCard',
    description: 'Choice of a wallet.',
  },
  usualHelp: {
    id: 'my-badges.wallet.usual.help',
    defaultMessage: 'And other wallets for learning badges.',
    description: 'Below the choice "Learner Credential Wallet or LearnCard".',
  },
  european: {
    id: 'my-badges.wallet.european',
    defaultMessage: 'A European Union wallet',
    description: 'Choice of a wallet.',
  },
  europeanHelp: {
    id: 'my-badges.wallet.european.help',
    defaultMessage: 'For identity documents from EU countries. It gets the badge as an SD-JWT.',
    description: 'Below the choice "A wallet of the European Union".',
  },
  other: {
    id: 'my-badges.wallet.other',
    defaultMessage: 'Another wallet',
    description: 'Choice of a wallet.',
  },
  otherHelp: {
    id: 'my-badges.wallet.other.help',
    defaultMessage: 'Any wallet that supports OpenID4VCI.',
    description: 'Below the choice "Another wallet". OpenID4VCI is the name of a protocol.',
  },
  openAny: {
    id: 'my-badges.wallet.open-any',
    defaultMessage: 'Open the wallet',
    description: 'Button: opens whichever wallet app is installed.',
  },
  thisDevice: {
    id: 'my-badges.wallet.this-device',
    defaultMessage: 'The wallet is on this device',
    description: 'Heading, above buttons that open wallet apps.',
  },
  open: {
    id: 'my-badges.wallet.open',
    defaultMessage: 'Open {wallet}',
    description: 'Button. {wallet} is the name of a wallet app.',
  },
  thisDeviceHelp: {
    id: 'my-badges.wallet.this-device.help',
    defaultMessage: 'If nothing opens, the app is not installed here.',
    description: 'Below the buttons that open wallet apps.',
  },
  otherDevice: {
    id: 'my-badges.wallet.other-device',
    defaultMessage: 'The wallet is on another device',
    description: 'Heading, above a QR code.',
  },
  otherDeviceHelp: {
    id: 'my-badges.wallet.other-device.help',
    defaultMessage: 'Scan this code with the wallet. Some wallets take the link instead:',
    description: 'Beside a QR code; then follows a button that copies a link.',
  },
  qrCode: {
    id: 'my-badges.wallet.qr-code',
    defaultMessage: 'QR code for the wallet',
    description: 'What the picture shows, for screen readers.',
  },
  link: {
    id: 'my-badges.wallet.link',
    defaultMessage: 'link for the wallet',
    description: 'What a button copies, as in "Copy link for the wallet".',
  },
  minutesLeft: {
    id: 'my-badges.wallet.minutes-left',
    defaultMessage:
      'Works once, for another {minutes, plural, one {# minute} other {# minutes}}. Anyone who has the code can take the badge: do not share it.',
    description: 'How long the code still works.',
  },
  secondsLeft: {
    id: 'my-badges.wallet.seconds-left',
    defaultMessage:
      'Works once, for another {seconds, plural, one {# second} other {# seconds}}. Anyone who has the code can take the badge: do not share it.',
    description: 'How long the code still works, within the last minute.',
  },
  taken: {
    id: 'my-badges.wallet.taken',
    defaultMessage: 'A wallet has taken the badge',
    description: 'Title: what the learner waited for has happened.',
  },
  takenHelp: {
    id: 'my-badges.wallet.taken.help',
    defaultMessage:
      'It is in your wallet now. If it does not appear there, or to use another wallet, create a new code.',
    description: 'Below "A wallet has taken the badge".',
  },
  ended: {
    id: 'my-badges.wallet.ended',
    defaultMessage: 'This code no longer works',
    description: 'Title: nobody has used the code in time.',
  },
  endedHelp: {
    id: 'my-badges.wallet.ended.help',
    defaultMessage: 'It has expired, or you created a newer one. No wallet used it.',
    description: 'Below "This code no longer works".',
  },
  again: {
    id: 'my-badges.wallet.again',
    defaultMessage: 'Create a new code',
    description: 'Button: the one before no longer works then.',
  },
  making: {
    id: 'my-badges.wallet.making',
    defaultMessage: 'Creating the code…',
    description: 'For screen readers, while there is none yet.',
  },
});
