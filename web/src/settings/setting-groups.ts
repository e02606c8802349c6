import type { MessageDescriptor } from 'react-intl';
import type { SettingView } from '../../../src/api/schemas/status.ts';
import { settingsText } from './settings-text.ts';

/** Settings that belong together, by their names; the first group that fits has the setting. */
const groups: readonly { readonly title: MessageDescriptor; readonly names: RegExp }[] = [
  {
    title: settingsText.groupEvents,
    names: /^BADGES_ENABLED$|^BADGES_CONFIG\.(?:events|rules\.)|^RETIRE(?:D|MENT)_|^LAUREL_FUTURE_/,
  },
  { title: settingsText.groupCredly, names: /^BADGES_CONFIG\.credly\./ },
  { title: settingsText.groupAccredible, names: /^BADGES_CONFIG\.accredible\./ },
  {
    title: settingsText.groupDelivery,
    names: /^LAUREL_(?:DELIVERY_|ENCRYPTION_KEYS$|EARNER_|CA_FILE$|DEFAULT_ISSUER$|SIGNING_)|^(?:HTTPS?|NO)_PROXY$/,
  },
  {
    title: settingsText.groupBus,
    names: /^EVENT_BUS_|^LAUREL_(?:KAFKA_|ANNOUNCE_|TOPICS|CONSUMER_|CLAIM_|BATCH_|KNOWN_LEARNERS)/,
  },
  { title: settingsText.groupInbox, names: /^LAUREL_INBOX_/ },
  { title: settingsText.groupDatabase, names: /^LAUREL_(?:DATA|KEEP_)/ },
  {
    title: settingsText.groupPages,
    names: /^LAUREL_(?:SMTP_|MAIL_|HTTP_|PUBLIC_|SECRET$|SESSION_|PASSWORD_|TRUST_PROXY|SETTINGS$|LANGUAGE$|VERIFY_)/,
  },
  { title: settingsText.groupLms, names: /^SOCIAL_AUTH_|^JWT_|^LAUREL_(?:LMS_|COURSE_|LEARNER_RECORD_|PROFILE_)/ },
  { title: settingsText.groupMonitoring, names: /^OTEL_|^LAUREL_(?:MONITORING_|LOG_|STALL_|FAILPOINTS$)/ },
  { title: settingsText.groupOther, names: /^/ },
];

export interface SettingGroup {
  readonly title: MessageDescriptor;
  readonly settings: readonly SettingView[];
}

/** The settings in their groups; empty groups are left out. */
export function groupSettings(settings: readonly SettingView[]): SettingGroup[] {
  const groupOf = ({ name }: SettingView) => groups.find(({ names }) => names.test(name));
  return groups
    .map((group) => ({ title: group.title, settings: settings.filter((setting) => groupOf(setting) === group) }))
    .filter((group) => group.settings.length > 0);
}
