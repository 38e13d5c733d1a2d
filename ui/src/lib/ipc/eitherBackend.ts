// Only for `npm run dev`: the desk when the page runs inside the window, the mock in an ordinary browser.
import { backend as desk } from "./deskBackend";
import { backend as mock } from "./mock/backend";

export const backend = "__TAURI_INTERNALS__" in window ? desk : mock;
