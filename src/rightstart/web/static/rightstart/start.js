// Starts the Design System's components and our own. Every page also works without.
import { initAll } from "./govuk-frontend.min.js";
import { mindStaying } from "./staying.js";
import { explainTerms } from "./terms.js";

initAll();
explainTerms();
mindStaying();
