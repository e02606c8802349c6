import type { z } from 'zod';
import { answers } from '../answers.ts';
import type { ApiServer } from '../parts.ts';
import { verification, verificationRequest } from '../schemas/verification.ts';
import type { Given, Verifier } from './verifier.ts';
import { fewVerifications, mostBadgeBytes } from './limits.ts';

/** Verifies a badge for programs. Open to everybody, as the page is. */
export function addVerification(server: ApiServer, verifier: Verifier): void {
  server.post(
    '/api/v1/verify',
    {
      config: { access: 'public', rateLimit: fewVerifications },
      // In base64 a file is a third larger.
      bodyLimit: Math.ceil((mostBadgeBytes * 4) / 3) + 10_000,
      schema: {
        tags: ['Verification'],
        operationId: 'verifyBadge',
        summary: 'Verify an Open Badge 3.0, from any issuer',
        body: verificationRequest,
        response: answers(200, verification),
      },
    },
    async ({ body }) => {
      const {
        form = null,
        container = null,
        credential,
        steps,
        ...result
      } = await verifier.verify(givenIn(body), body.recipient);
      return { ...result, steps: [...steps], form, container, credential };
    },
  );
}

function givenIn({ url, badge, file }: z.output<typeof verificationRequest>): Given {
  if (url !== undefined) return { url };
  if (file !== undefined) return { bytes: Buffer.from(file, 'base64') };
  return { bytes: Buffer.from(typeof badge === 'string' ? badge : JSON.stringify(badge)) };
}
