// Starts the Design System's components. Every page also works without.
import { initAll } from "./govuk-frontend.min.js";

initAll();
