/**
 * The looks of the page of the reference: those of the pages, in light and dark, with contrasts that can be read and targets that
 * can be hit. The bar to open other descriptions leads nowhere here, and the way to the operations comes first in the document.
 */
export const referenceStyle = `
.laurel-way { padding: 12px 20px; font: 16px/1.4 system-ui, sans-serif; background: #ffffff; }
.laurel-way a { color: #1d5c3f; }
.laurel-skip { position: absolute; left: -9999px; padding: 12px 20px; font: 16px/1.4 system-ui, sans-serif; background: #ffffff; color: #1d5c3f; }
.laurel-skip:focus { left: 0; z-index: 1; }
html.dark-mode :is(.laurel-way, .laurel-skip) { background: #16181c; }
html.dark-mode :is(.laurel-way a, .laurel-skip) { color: #8fd6b2; }
.swagger-ui .topbar, .swagger-ui__skip-link { display: none; }
.swagger-ui .info .title small { background: #4a5060; }
.swagger-ui .info .title small.version-stamp { background: #3f6d00; }
.swagger-ui .info .title small pre { color: #ffffff; }
.swagger-ui .opblock .opblock-summary-method { color: #ffffff; text-shadow: none; }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1f5f99; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #1d6b41; }
.swagger-ui .opblock.opblock-put .opblock-summary-method { background: #8a5200; }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0b6b57; }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #b3261e; }
.swagger-ui .opblock.opblock-deprecated { opacity: 1; }
.swagger-ui .microlight span[style*="211, 99, 99"] { color: #ffb3b3 !important; }

.swagger-ui :is(.tablinks, .json-schema-2020-12-accordion, .json-schema-2020-12-expand-deep-button, .close-modal, .expand-operation) { min-height: 24px; }
.swagger-ui :is(input, select, textarea, .parameters, .parameters table) { max-width: 100%; min-width: 0; }
.swagger-ui .json-schema-2020-12-accordion:focus-visible { outline: auto; }
.swagger-ui .opblock .opblock-summary .view-line-link.copy-to-clipboard { width: 24px; }
.swagger-ui .curl-command .copy-to-clipboard { width: 26px; height: 26px; }
.swagger-ui .curl-command .copy-to-clipboard button { min-height: 24px; }
.swagger-ui .copy-to-clipboard { background: #5e626f; }
.swagger-ui .download-contents { background: #5e626f; color: #ffffff; }
.swagger-ui .json-schema-2020-12__constraint { background: #5b3fb0; }
.swagger-ui .json-schema-2020-12__constraint--string { background: #7a5200; }

html:not(.dark-mode) .swagger-ui :is(.info a, .info a .url) { color: #1d5c3f; }
html:not(.dark-mode) .swagger-ui .btn.authorize { color: #1d5c3f; border-color: #1d5c3f; }
html:not(.dark-mode) .swagger-ui .btn.authorize svg { color: #1d5c3f; fill: #1d5c3f; }
html:not(.dark-mode) .swagger-ui .btn.cancel { color: #b3261e; border-color: #b3261e; }
html:not(.dark-mode) .swagger-ui .btn.execute { background: #1f5f99; border-color: #1f5f99; }
html:not(.dark-mode) .swagger-ui :is(
  .parameter__in, .parameter__extension, .response__extension, .response-undocumented,
  .json-schema-2020-12__attribute--muted, .json-schema-2020-12-expand-deep-button, [class*="__name--extension"], [class*="__value--extension"],
  .json-schema-2020-12-keyword--description, .json-schema-2020-12-keyword--description *, [class*="__name--secondary"], [class*="__value--secondary"], [class*="__value--secondary"] p,
  .json-schema-2020-12-keyword__value, .json-schema-2020-12-json-viewer__value, .model .property.primitive
) { color: #4a5060; }
html:not(.dark-mode) .swagger-ui :is(.parameter__name.required span, .parameter__deprecated) { color: #b3261e; }
html:not(.dark-mode) .swagger-ui .parameter__name.required::after { color: #b3261e; }
html:not(.dark-mode) .swagger-ui .json-schema-2020-12__attribute--primary { color: #3d3d8a; }
html:not(.dark-mode) .swagger-ui [class*="--warning"] { color: #b3261e; }
html:not(.dark-mode) .swagger-ui .response-control-media-type__accept-message { color: #00600a; }

html.dark-mode .swagger-ui :is(
  .parameter__extension, .response__extension, .response-undocumented, .model, .tab li, .servers > label, .opblock-description-wrapper,
  [class*="json-schema-2020-12-keyword__"], [class*="json-schema-2020-12-core-keyword__"], [class*="json-schema-2020-12-json-viewer__"], .json-schema-2020-12-keyword--description
):not([class*="--warning"]) { color: #e4e6e6; }
html.dark-mode .swagger-ui .opblock-section-header { background: #2a2e30 !important; }
html.dark-mode .swagger-ui .json-schema-2020-12__constraint { background: #9898ff; color: #080a0b; }
html.dark-mode .swagger-ui :is(.parameter__deprecated, .btn.cancel) { color: #ff8a80 !important; border-color: #ff8a80 !important; }
`;
