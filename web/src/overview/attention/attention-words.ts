import type { Attention } from '../../../../src/api/schemas/status.ts';
import type { Say } from '../../i18n/use-text.ts';
import { originText } from '../../shared/origin-text.ts';
import { attentionText } from './attention-text.ts';

/** What needs somebody, in words. */
export interface AttentionWords {
  readonly title: string;
  /** What it means, and what to do. */
  readonly help: string;
}

/** @param account what people call the account that it is about, if it is about one */
export function attentionWords(
  say: Say,
  { kind, count, subject, origin, severity }: Attention,
  account: string,
): AttentionWords {
  const provider = origin === null ? '' : say(originText[origin]);
  switch (kind) {
    case 'parked_messages':
      return { title: say(attentionText.parked, { count }), help: say(attentionText.parkedHelp) };
    case 'failed_deliveries':
      return {
        title: say(attentionText.failed, { count, provider }),
        help: say(attentionText.failedHelp, { account }),
      };
    case 'paused_account':
      return {
        title: say(attentionText.paused, { provider }),
        // Only a refused key makes it an error: everything else may pass by itself.
        help:
          severity === 'error'
            ? say(attentionText.pausedKeyHelp, { account })
            : say(attentionText.pausedHelp, { account, count }),
      };
    case 'connection_not_working':
      return {
        title: say(attentionText.notWorking, { provider }),
        help: say(attentionText.notWorkingHelp, { account }),
      };
    case 'key_expires':
      return {
        title: say(attentionText.keyExpires, { provider }),
        help: say(attentionText.keyHelp, { account }),
      };
    case 'key_expired':
      return {
        title: say(attentionText.keyExpired, { provider }),
        help: say(attentionText.keyHelp, { account }),
      };
    case 'bus_away':
      return { title: say(attentionText.busAway), help: say(attentionText.busAwayHelp) };
    case 'bus_unread':
      return {
        title: say(attentionText.busUnread, { topic: subject }),
        help: say(attentionText.busUnreadHelp, { count }),
      };
    case 'process_failing':
      return {
        title: say(attentionText.processFailing, { process: subject }),
        help: say(attentionText.processFailingHelp),
      };
    case 'process_hangs':
      return {
        title: say(attentionText.processHangs, { process: subject }),
        help: say(attentionText.processHangsHelp),
      };
    case 'process_silent':
      return {
        title: say(attentionText.processSilent, { process: subject }),
        help: say(attentionText.processSilentHelp),
      };
    case 'events_lost':
      return {
        title: say(attentionText.eventsLost, { topic: subject }),
        help: say(attentionText.eventsLostHelp, { count }),
      };
    case 'template_mistakes':
      return subject === ''
        ? { title: say(attentionText.moreTemplates, { count }), help: say(attentionText.moreTemplatesHelp) }
        : {
            title: say(attentionText.templateMistakes, { template: subject }),
            help: say(attentionText.templateMistakesHelp, { count }),
          };
    case 'no_active_template':
      return { title: say(attentionText.noActive), help: say(attentionText.noActiveHelp) };
    case 'signals_waiting':
      return { title: say(attentionText.signals, { count }), help: say(attentionText.signalsHelp) };
    case 'signals_held':
      return {
        title: say(attentionText.signalsHeld, { count }),
        help: say(attentionText.signalsHeldHelp, { topic: subject }),
      };
    case 'embedded_database':
      return { title: say(attentionText.embedded), help: say(attentionText.embeddedHelp) };
  }
}
