// Runs first in the body, so that components which need JavaScript are drawn once and not twice.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
