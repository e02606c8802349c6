/** Laurel between the packages of the platform, on one bus or the other: what both interop tests begin with. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { Platform } from '../interop/platform.ts';
import type { PlatformBusAddress } from '../interop/platform.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { ccxPassingType, enrollmentType, passingType } from './events.ts';
import { repositoryRoot, startLaurel } from './laurel.ts';
import type { LaurelEnvironment, LaurelProcess } from './laurel.ts';
import { migrateAndApply } from './migrate-and-apply.ts';

export const awarded = 'org.openedx.learning.badge.awarded.v1';
export const revoked = 'org.openedx.learning.badge.revoked.v1';
export const examType = 'org.openedx.learning.exam.attempt.verified.v1';
export const threadType = 'org.openedx.learning.forum.thread.created.v1';

/** The platform and Laurel on one bus. */
export interface InteropSite {
  readonly database: TestDatabase;
  readonly platform: Platform;
  readonly laurel: LaurelProcess;
  /** What Laurel was started with. */
  readonly settings: LaurelEnvironment;
  /** Ends both. Fails when Laurel does not end in order. */
  close(): Promise<void>;
}

/**
 * Starts the platform and Laurel, with the templates of `test/interop/badges.yaml`.
 *
 * @param python an interpreter that has the packages
 * @param environment where Laurel finds the bus
 */
export async function openInteropSite(
  python: string,
  bus: PlatformBusAddress,
  environment: LaurelEnvironment,
): Promise<InteropSite> {
  const database = await createTestDatabase({ migrated: false });
  const platform = new Platform(python, bus);
  const settings: LaurelEnvironment = {
    LAUREL_DATABASE_URL: database.url,
    BADGES_CONFIG: JSON.stringify({ events: [passingType, ccxPassingType, enrollmentType, examType, threadType] }),
    ...environment,
  };
  let laurel: LaurelProcess | null = null;
  const close = async (): Promise<void> => {
    await platform.remove();
    const code = await laurel?.stop();
    await database.close();
    if (laurel !== null) expect(code).toBe(0);
  };
  try {
    const lms = platform.startLms();
    const badges = join(repositoryRoot, 'test', 'interop', 'badges.yaml');
    await migrateAndApply(settings, badges);
    laurel = startLaurel(['run'], settings);
    platform.startConsumer();
    await lms;
    await laurel.waitForLog('started');
    return { database, platform, laurel, settings, close };
  } catch (error) {
    // What failed first is what is to be told.
    await close().catch(() => {});
    throw error;
  }
}
