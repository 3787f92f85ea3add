/** Says that the login is ended on purpose: then the way leads home, and to no login. Call it before the login ends. */
import { createContext, use } from "react";

export const LeavingContext = createContext<() => void>(() => undefined);

export const useLeaving = (): (() => void) => use(LeavingContext);
