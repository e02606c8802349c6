import type { CredlySettings } from '../settings.ts';
import type { ProviderEnvironment } from '../store/delivery/external.ts';

/** Where the calls of an environment go. */
export function apiBaseUrlOf(
  settings: Omit<CredlySettings, 'organizations'>,
  environment: ProviderEnvironment,
): string {
  const { environment: current = 'production', apiBaseUrl, otherApiBaseUrl = apiBaseUrl } = settings;
  return environment === current ? apiBaseUrl : otherApiBaseUrl;
}
