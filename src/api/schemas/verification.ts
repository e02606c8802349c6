import { z } from 'zod';
import { stepNames } from '../../issuing/open-badges/verify/result.ts';
import { told } from '../../told.ts';

/** What is to be verified: exactly one of the three. */
export const verificationRequest = z
  .strictObject({
    url: z.string().max(2000).optional().meta({
      description: 'URL of the badge: https, on the public internet.',
    }),
    badge: z
      .union([z.string(), z.record(z.string(), z.unknown())])
      .optional()
      .meta({ description: 'The credential as JSON, or as text: JSON or a token (JWT, SD-JWT VC).' }),
    file: z.base64().optional().meta({ description: 'A file in base64: JSON, JWT, PNG or SVG.' }),
    recipient: z
      .email({ error: told`must be an e-mail address`.text })
      .max(254)
      .optional()
      .meta({ description: 'Also check whether the badge was awarded to this e-mail address. It is not stored.' }),
  })
  .refine(({ url, badge, file }) => [url, badge, file].filter((each) => each !== undefined).length === 1, {
    error: told`Give exactly one of url, badge and file.`.text,
  })
  .meta({ id: 'VerificationRequest' });

const step = z
  .strictObject({
    step: z.enum(stepNames),
    outcome: z
      .enum(['passed', 'failed', 'notChecked'])
      .meta({ description: '`notChecked` means neither passed nor failed; a badge with such a step is not verified.' }),
    code: z.string().meta({ description: 'The result, for programs: `notRevoked`, `expired`, `issuerUnreachable`.' }),
    message: z.string().meta({ description: 'The result, in plain words.' }),
  })
  .meta({ id: 'VerificationStep' });

export const verification = z
  .strictObject({
    isVerified: z.boolean().meta({ description: 'True only when every step passed.' }),
    verdict: z.enum(['verified', 'failed', 'incomplete']).meta({
      description: '`incomplete`: nothing is wrong, but not everything could be checked.',
    }),
    steps: z.array(step),
    form: z.enum(['json', 'jwt', 'sd-jwt']).nullable().meta({ description: 'The format of the badge.' }),
    container: z.enum(['png', 'svg']).nullable().meta({ description: 'The image that the badge was in.' }),
    credential: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'The content of the badge, whether or not it is true; null if it could not be read.' }),
  })
  .meta({ id: 'Verification' });
