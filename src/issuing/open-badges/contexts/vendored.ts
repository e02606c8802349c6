import credentialsV1 from './files/credentials-v1.json' with { type: 'json' };
import credentialsV2 from './files/credentials-v2.json' with { type: 'json' };
import dataIntegrityV1 from './files/data-integrity-v1.json' with { type: 'json' };
import dataIntegrityV2 from './files/data-integrity-v2.json' with { type: 'json' };
import ed25519V1 from './files/ed25519-2020-v1.json' with { type: 'json' };
import openBadges300 from './files/open-badges-3.0.0.json' with { type: 'json' };
import openBadges301 from './files/open-badges-3.0.1.json' with { type: 'json' };
import openBadges302 from './files/open-badges-3.0.2.json' with { type: 'json' };
import openBadges303 from './files/open-badges-3.0.3.json' with { type: 'json' };
import openBadgesExtensions from './files/open-badges-extensions.json' with { type: 'json' };
import undefinedTermsV2 from './files/undefined-terms-v2.json' with { type: 'json' };
import statusList2021 from './files/vc-status-list-2021-v1.json' with { type: 'json' };

/** Addresses of the contexts that Laurel writes into credentials. */
export const credentialsContextUrl = 'https://www.w3.org/ns/credentials/v2';
export const openBadgesContextUrl = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
export const openBadgesExtensionsUrl = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

/** Of the older form of credentials (VCDM 1.1), which is read and never written. */
export const credentialsContextV1Url = 'https://www.w3.org/2018/credentials/v1';

/** A JSON-LD context that is kept with the code; files/NOTICE.md says where each came from and under which licence. */
export interface VendoredContext {
  readonly document: object;
  /**
   * SHA-256 of `JSON.stringify(document)`, in hex. It is taken of the content, since the same context is published with other white
   * space from place to place.
   */
  readonly sha256: string;
}

/** Every context that can be used, by its address. There are no others: see document-loader.ts. */
export const vendoredContexts: ReadonlyMap<string, VendoredContext> = new Map<string, VendoredContext>([
  [
    credentialsContextV1Url,
    { document: credentialsV1, sha256: '778eb3a2ffad5df9773231da61b42c098e9849844873a6b5bf9be95c70d73df7' },
  ],
  [
    credentialsContextUrl,
    { document: credentialsV2, sha256: 'bf6fd611e6773d58f649459a45dbbb81f94e8cfd058a756644cd5a4a882c4050' },
  ],
  [
    'https://www.w3.org/ns/credentials/undefined-terms/v2',
    { document: undefinedTermsV2, sha256: '3b11e1df8c618447e9f79f3737e3c30fc0841537eb95f36003742c633672bb9f' },
  ],
  [
    'https://w3id.org/security/data-integrity/v1',
    { document: dataIntegrityV1, sha256: '3d76dae0cd98b289312e02c08d6a7b746cb1c66da17d605067f10f697ea0a76c' },
  ],
  [
    'https://w3id.org/security/data-integrity/v2',
    { document: dataIntegrityV2, sha256: 'be223c58c54657e930970f0d11f03caf7287bddc7be7e6f010855190c6b39c21' },
  ],
  [
    'https://w3id.org/security/suites/ed25519-2020/v1',
    { document: ed25519V1, sha256: '9ccf2b2a579a86c1fd167f4d1dfbdebc72dae44c7b4d592715cd621e1b5c6ba8' },
  ],
  [
    'https://w3id.org/vc/status-list/2021/v1',
    { document: statusList2021, sha256: '2420f53a4af31944aade1e7b98dc2b2e94fd243438d20864e39b1bbf74dc3c28' },
  ],
  [
    'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
    { document: openBadges300, sha256: 'ce6ab7f5729910f4fd7f35ec2cdb91f15446d1d2f886b6ccc1c1380b47fa8383' },
  ],
  [
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
    { document: openBadges301, sha256: 'a6196945628b9d02b7b60f57f0a8f6baa9771a202d1a9e378555fc95d71d6c33' },
  ],
  [
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
    { document: openBadges302, sha256: '3b7ee3db2a81386e4369ea73ccc6b85f3cf463094e633466cee7e0b048cbeb35' },
  ],
  [
    openBadgesContextUrl,
    { document: openBadges303, sha256: '7dc687659cf17c8e0bc60cfdc62f968ea1cbf1d8d7274a7c82488b2350ff50f1' },
  ],
  [
    openBadgesExtensionsUrl,
    { document: openBadgesExtensions, sha256: 'f9767b4f07e2c92e6c084c34882f67cb335b13f0aface4b9bfc2ea08432a5892' },
  ],
]);
